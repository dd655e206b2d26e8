using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Windows;

/// <summary>Options of <see cref="Window"/>: exactly one kind, and what goes with it.</summary>
[Port("", "one row a window")]
[Port("late", "rows that came when all their windows had closed, `dead/1`; not with `count` and market bars, which go by stream order")]
[Example("x:\n  from: trades\n  key: symbol\n  window: { tumble: 1s }\n  select: |\n    ohlc(price)\n    volume = sum(qty)\n    vwap   = vwap(price, qty)\n    trades = count()\n  drop: [late]")]
[Example("x:\n  from: trades\n  window: { hop: 2500ms, every: 1s, offset: 100ms, early: 700ms }\n  where: qty > 0\n  select: |\n    notional = sum(price * qty)\n    range_bps = (max(price) - min(price)) / first(price) * 10_000 else null\n    top_3 = top(qty, 3)\n  drop: [late]")]
[Example("x:\n  from: trades\n  key: symbol\n  window: { slide: 2s }\n  select: |\n    mean_px = mean(price)\n    std_px  = std(price)\n    symbols = distinct(symbol)\n  drop: [late]")]
[Example("x:\n  from: trades\n  key: [symbol, side]\n  window: { tumble: 500ms, lateness: 1s, empty: carry }\n  select: |\n    close = last(price)\n    n     = count(price)\n  drop: [late]")]
[Example("x:\n  from: trades\n  key: symbol\n  window: { session: 300ms, early: 500ms }\n  select: |\n    ohlc(price)\n    median_qty = median(qty)\n  drop: [late]")]
[Example("x:\n  from: trades\n  key: symbol\n  window: { count: 50, every: 20 }\n  select: |\n    px = ohlc(price)\n    variance = var(price)")]
[Example("x:\n  from: trades\n  key: symbol\n  window: { volume: 5, early: 250ms }\n  select: |\n    ohlc(price)\n    notional = sum(price * qty)\n    volume   = sum(qty)")]
[Example("x:\n  from: trades\n  window: { imbalance: 2.5 }\n  select: |\n    buys  = sum(if side = 'buy' then qty else 0)\n    last_symbol = last(symbol)")]
public sealed record WindowOptions
{
    /// <summary>Windows of this length, one behind the other.</summary>
    [Range("1ns", "365d")]
    public Duration? Tumble { get; init; }

    /// <summary>Windows of this length, one beginning every <c>every</c>.</summary>
    [Range("1ns", "365d")]
    public Duration? Hop { get; init; }

    /// <summary>For each row, the window of this length that ends with it.</summary>
    [Range("1ns", "365d")]
    public Duration? Slide { get; init; }

    /// <summary>Sessions: rows less than this apart belong to one, which ends this long behind its last row.</summary>
    [Range("1ns", "365d")]
    public Duration? Session { get; init; }

    /// <summary>Windows of so many rows, in stream order.</summary>
    [Range(1, 10_000_000)]
    public int? Count { get; init; }

    /// <summary>Market bars of so many trades.</summary>
    [Range(1, 10_000_000)]
    public int? Tick { get; init; }

    /// <summary>Market bars that are full at this sum of <c>qty</c>.</summary>
    [Range(1e-9, 1e18)]
    public decimal? Volume { get; init; }

    /// <summary>Market bars that are full at this sum of <c>price × qty</c>.</summary>
    [Range(1e-9, 1e18)]
    public decimal? Notional { get; init; }

    /// <summary>Market bars that are full when <c>qty</c> bought and sold (by <c>side</c>) differ by this much.</summary>
    [Range(1e-9, 1e18)]
    public decimal? Imbalance { get; init; }

    /// <summary>How far one window begins behind the other: with <c>hop</c> a duration, with <c>count</c> a number of rows (as many as the window when it is not given).</summary>
    public string? Every { get; init; }

    /// <summary>How far the grid of windows is shifted from the epoch, UTC.</summary>
    [Range("0ns", "365d")]
    public Duration Offset { get; init; }

    /// <summary>How long behind its end a window waits for rows that come out of order; <c>time.lateness</c> when it is not given.</summary>
    [Range("0ns", "365d")]
    public Duration? Lateness { get; init; }

    /// <summary>Provisional results of all open windows with rows, each such stretch of stream time; <c>is_final</c> tells them from final ones. Not with <c>slide</c> and <c>count</c>, which answer rows.</summary>
    [Range("1us", "365d")]
    public Duration? Early { get; init; }

    /// <summary>What a window without rows gives, between the first and the last row of a key: <c>skip</c> nothing, <c>null</c> nulls (counts 0), <c>carry</c> the values of the window before.</summary>
    public EmptyWindow Empty { get; init; } = EmptyWindow.Skip;
}
