using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Spoofing: large orders far from the mid that are taken away again without having traded.</summary>
/// <remarks>
/// <code>C = max(0, R − V),  U = max(A, R);   spoofing where  pulls ≥ 1,  U ≥ T,  C ≥ 0.7 U
/// severity:  high where C ≥ 0.9 U and pulls ≥ 5,  medium where C ≥ 0.8 U and pulls ≥ 3,  else low</code>
/// Of one level (side and price), with ts within t − window &lt; ts ≤ t, t being the <c>ts</c> of the row of <c>in</c>: A added and R removed by suspect changes, V traded there by takers of the other side, pulls the suspect
/// changes from T or more to less than T. A change, from one book row to the next, is suspect when the size before it or after it is at least T, the row's <c>wall_threshold</c>, and |price − mid| &gt; distance · (ask − bid) in
/// that row. In the conditions T is the newest threshold. A level that is not shown any more was removed only if it would have been among the best <c>levels</c>, and one that is shown newly was added only if it would have
/// been shown before. What came and went again counts once in U, so C / U is the share of cancelled quantity. All is compared as decimals. Source: REQUIREMENTS FEA-07 and § 18.4, FORMULAE 17.
/// <para>In: <c>in</c>, rows with <c>ts</c> that ask; <c>book</c>, book rows with <c>wall_threshold</c>, as <c>walls</c> appends it; <c>trades</c> (<c>trade/1</c>); per key. Appends to the rows of <c>in</c> <c>spoofing</c>, a JSON
/// list of <c>{"type":"spoofing","severity":"medium","note":"bid 64000: pulled 3 times, 114 of 120 without trades"}</c> (C of U, base units), bids then asks, from the best price on.</para>
/// <para>Edge cases: a wall that stays, that trades, or that is made smaller but stays a wall is none; so is one that hovers around T, unless its changes add up to T; a change in a row without threshold, bid or ask is not
/// suspect; a lost book ends the comparison, and what happened before still counts; trades of other <c>kinds</c> are filtered; a row of <c>in</c> whose window reaches back to what was dropped is answered null.</para>
/// <para>Emits one answer a row of <c>in</c>, in order; holds each row back until the rows of its instant of stream time have come; completes after the last row held; fails with its inputs, and a trade without side, price or
/// quantity, or a null key, is an error row. Warm-up: that of <c>walls</c>. Cost: O(<c>levels</c>) a book row and O(1) a change or trade; an answer O(s log s), s levels that were traded or suspect. Memory: 104 bytes a suspect
/// change or trade, dropped once stream time is past it by 2 × (<c>window</c> + <c>time.lateness</c>) and the next of its key comes; 100 bytes a level; 32 bytes a level shown.</para>
/// </remarks>
[Operator("spoofing", OperatorKind.Feature)]
public sealed class Spoofing(SpoofingOptions options) : AskedOperator
{
    private const int BookInput = 1;
    private const int TradesInput = 2;

    private readonly LevelVectors _vectors = new(options.Levels, BookInput);
    private readonly TradedLevels _trades = new(TradesInput);
    private readonly KeyedStates<SuspectBook> _books = new("books", () => new SuspectBook(options.Levels));
    private readonly List<LevelStep> _steps = [];
    private readonly List<LevelKey> _found = [];
    private readonly JsonList _list = new();
    private readonly long _window = options.Window.Nanoseconds;
    private ScatterText? _spoofing;
    private int _ts;
    private int _threshold;
    private long _kept;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        scope.Read(BookInput, "ts", null, TypeKind.Timestamp);
        scope.Read(BookInput, "wall_threshold", null, TypeKind.Float64);
        _vectors.Bind(scope);
        _trades.Bind(scope);
        _kept = 2 * (_window + scope.LatenessNs);
        return AppendedColumns.Bind(scope, new Field("spoofing", ColumnType.Json, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        base.Open(context);
        _spoofing = (ScatterText?)Answers.At(0);
        _vectors.Open(context.Inputs[BookInput]!);
        _trades.Open(context.Inputs[TradesInput]!, options.Kinds);
        _ts = context.Inputs[BookInput]!.IndexOf("ts");
        _threshold = context.Inputs[BookInput]!.IndexOf("wall_threshold");
    }

    /// <inheritdoc/>
    protected override bool Take(int input, int key, Batch batch, int row, long at)
    {
        var book = _books[key];
        if (input == BookInput)
        {
            TakeBook(book, batch, row, at);
            return true;
        }

        if (!_trades.TryRead(batch, row, out var ts, out var level, out var quantity))
        {
            return false;
        }

        book.Add(ts, new SuspectUpdate(level, 0, 0, quantity, Pulled: false), at, at - _kept);
        return true;
    }

    /// <inheritdoc/>
    protected override void Answer(int to, int key, long t)
    {
        var book = _books[key];
        if (!book.MoveTo(t, _window))
        {
            _spoofing?.SetNull(to);
            return;
        }

        _found.Clear();
        foreach (var (level, seen) in book.Levels)
        {
            if (seen.Pulls > 0 && book.Threshold is { } threshold && seen.Changed >= (decimal)threshold && IsShare(seen, 70))
            {
                _found.Add(level);
            }
        }

        if (_found.Count == 0)
        {
            _spoofing?.Set(to, JsonList.Empty);
            return;
        }

        _found.Sort(LevelKey.Compare);
        _list.Begin();
        foreach (var level in _found)
        {
            Write(level, book.Levels[level]);
        }

        _spoofing?.Set(to, _list.End());
    }

    /// <inheritdoc/>
    protected override void SaveKeys(StateWriter state) => _books.Save(state);

    /// <inheritdoc/>
    protected override void LoadKeys(StateReader state) => _books.Load(state);

    private static bool IsShare(in SuspectLevel level, int percent) => level.Cancelled * 100 >= level.Changed * percent;

    private void TakeBook(SuspectBook book, Batch batch, int row, long at)
    {
        if (!_vectors.TryRead(batch, row, bid: true, out var bidPrices, out var bidSizes) || !_vectors.TryRead(batch, row, bid: false, out var askPrices, out var askSizes))
        {
            book.Bids.Forget();
            book.Asks.Forget();
            return;
        }

        var thresholds = (ValueColumn<double>)batch.Column(_threshold);
        double? threshold = thresholds.IsNull(row) ? null : thresholds.Values[row];
        book.Threshold = threshold ?? book.Threshold;
        var best = bidPrices.Length > 0 && askPrices.Length > 0 ? new BestPrices(bidPrices[0], askPrices[0]) : (BestPrices?)null;
        var ts = ((ValueColumn<long>)batch.Column(_ts)).Values[row];
        Follow(book, bid: true, bidPrices, bidSizes);
        Follow(book, bid: false, askPrices, askSizes);

        void Follow(SuspectBook of, bool bid, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes)
        {
            _steps.Clear();
            (bid ? of.Bids : of.Asks).Take(prices, sizes, _steps);
            foreach (var step in _steps)
            {
                if (step.Move == LevelMove.Changed && Math.Max(step.Before, step.After) >= threshold && best is { } quote && IsFar(step.Price, quote))
                {
                    var change = (decimal)step.After - (decimal)step.Before;
                    var update = new SuspectUpdate(new LevelKey(bid, step.Price), Math.Max(0, change), Math.Max(0, -change), 0, step.Before >= threshold && step.After < threshold);
                    of.Add(ts, update, at, at - _kept);
                }
            }
        }
    }

    private bool IsFar(double price, BestPrices best)
    {
        var (bid, ask) = ((decimal)best.BidPx, (decimal)best.AskPx);
        return Math.Abs((2 * (decimal)price) - bid - ask) > 2 * (decimal)options.Distance * (ask - bid);
    }

    private void Write(LevelKey level, in SuspectLevel seen)
    {
        var severity = IsShare(seen, 90) && seen.Pulls >= 5 ? Severity.High : IsShare(seen, 80) && seen.Pulls >= 3 ? Severity.Medium : Severity.Low;
        var note = string.Create(CultureInfo.InvariantCulture,
            $"{(level.Bid ? "bid" : "ask")} {level.Price}: pulled {seen.Pulls} {(seen.Pulls == 1 ? "time" : "times")}, {(double)seen.Cancelled} of {(double)seen.Changed} without trades");
        _list.Anomaly("spoofing"u8, severity, note);
    }
}

/// <summary>Options of <see cref="Spoofing"/>.</summary>
[Input("in", "Rows with ts that ask; they pass with a column added.")]
[Input("book", "Book rows with wall_threshold: those of an order_book, behind walls.")]
[Input("trades", "The trades that explain what was removed (trade/1).", Schema = "trade/1")]
[Example("""
    sized: { from: book, key: symbol, walls: { window: 100, factor: 1 } }
    x:
      from: { in: quotes, book: sized, trades: trades }
      key: symbol
      spoofing: { window: 20ms, distance: 1 }
    """)]
public sealed record SpoofingOptions
{
    /// <summary>Event time before a row that counts.</summary>
    [Range("1ns", "365d")]
    public Duration Window { get; init; } = new(30_000_000_000);

    /// <summary>Spreads between a level and the mid beyond which it is far.</summary>
    [Range(0, 1_000_000)]
    public double Distance { get; init; } = 3;

    /// <summary>Levels a side that are looked at, from the best.</summary>
    [Range(1, 1000)]
    public int Levels { get; init; } = 20;

    /// <summary>Kinds of trade that explain.</summary>
    [MinItems(1), MaxItems(6)]
    public IReadOnlyList<TradeKind> Kinds { get; init; } = [TradeKind.Normal, TradeKind.Aggregated];
}
