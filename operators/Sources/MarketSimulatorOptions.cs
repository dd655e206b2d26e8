using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="MarketSimulator"/>.</summary>
[Example("x: { market_simulator: { rows: 2000, unpaced: true } }")]
[Example("x: { market_simulator: { rows: 2000, unpaced: true, rate: 50/s, episodes: { kinds: [spoofing, iceberg], every: 20s } } }")]
[Port("deltas", "Changes of the books (book_delta/1): a snapshot of each symbol, then one message an event.")]
[Port("trades", "Trades (trade/1), one for each level a market order takes from.")]
[Port("quotes", "Best bid and ask (quote/1), whenever price or size of one changed.")]
[Port("labels", "The truth about each episode, when it is over; nothing without episodes.")]
[Port("tickers", "24 h statistics of each market (ticker/1), once a second from its first trade on.")]
public sealed record MarketSimulatorOptions
{
    /// <summary>What is traded. BTCUSDT, ETHUSDT and SOLUSDT start at their usual prices, any other symbol at 100. What one symbol does depends on no other. None of them for no rows and an end at once.</summary>
    [MaxItems(1_000)]
    public IReadOnlyList<string> Symbols { get; init; } = ["BTCUSDT", "ETHUSDT"];

    /// <summary>Seed of the generator: the same options and seed give the same rows on every machine of one architecture.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Events of each symbol a second, on average: limit orders, cancels and market orders.</summary>
    [Range("1/1h", "1000000000/s")]
    public Rate Rate { get; init; } = new(1_000, new Duration(1_000_000_000), null);

    /// <summary>Whether to run as fast as rows are taken instead of at the pace of the clock. Event times are the same.</summary>
    public bool Unpaced { get; init; }

    /// <summary>Events in all before the end, over all symbols, the snapshots among them; 0 for no end.</summary>
    [Range(0, double.PositiveInfinity)]
    public long Rows { get; init; }

    /// <summary>Time of the first event, RFC 3339, UTC; or <c>now</c>, which is the time of the clock, and 2024-01-01T00:00:00Z where no clock paces (a replay, or <c>unpaced</c>).</summary>
    public string Start { get; init; } = "2024-01-01T00:00:00Z";

    /// <summary>Least price step, quote asset; 0 for the usual one of each symbol.</summary>
    [Range(0, 1_000)]
    public decimal Tick { get; init; }

    /// <summary>Most price levels a side.</summary>
    [Range(1, 1_000)]
    public int Depth { get; init; } = 50;

    /// <summary>Standard deviation of the fair price's return over a year: 0.5 is 50 %.</summary>
    [Range(0, 10)]
    public double Volatility { get; init; } = 0.5;

    /// <summary>Stretches of more events.</summary>
    public BurstOptions Burst { get; init; } = new();

    /// <summary>Whether the market is one in which nothing happens: no large size, no wide spread, nothing that a detector should tell. <c>volatility</c> means nothing to it.</summary>
    public bool Calm { get; init; }

    /// <summary>Labelled episodes in a calm market, whether or not <c>calm</c> is set.</summary>
    public EpisodeOptions Episodes { get; init; } = new();
}
