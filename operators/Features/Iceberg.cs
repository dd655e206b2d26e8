using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Icebergs: levels that are filled again and again in pieces of one size while what they show stays the same, so more rests there than is shown.</summary>
/// <remarks>
/// <code>n = max over r of #{ fills: |q − r| ≤ 0.2 r },   iceberg where n ≥ 5,   severity medium</code>
/// q quantity of a fill (a trade at the level, by a taker of the other side), r that of one of them; of equally large groups the one around the smallest r is told. The fills are those of the level's streak with ts within
/// t − window &lt; ts ≤ t, t being the <c>ts</c> of the row of <c>in</c>. A streak begins with a fill at a level that the last book row before it in stream order shows, and v₀ is the size shown there. It ends, and its fills
/// with it, with a book row that shows another size v, |v − v₀| &gt; 0.1 v₀, or does not show the level among the best <c>levels</c>, or is lost; and with a fill <c>window</c> or longer behind the one before. A fill
/// counts from the next book row on, if that does not end the streak. All is compared as decimals. Source: REQUIREMENTS FEA-08, FORMULAE 17.
/// <para>In: <c>in</c>, rows with <c>ts</c> that ask; <c>trades</c> (<c>trade/1</c>), which rank before the book within an instant of stream time; <c>book</c>, book rows; per key. Appends to the rows of <c>in</c> <c>iceberg</c>, a
/// JSON list of <c>{"type":"iceberg","severity":"medium","note":"ask 64100.5: 7 fills, volume 1.4"}</c> (base units), bids then asks, from the best price on.</para>
/// <para>Edge cases: a fill at a price that is not shown begins nothing; fills of other sizes neither count nor end a streak; a size that comes back to v₀ behind a row that showed another begins anew; trades of other <c>kinds</c> are
/// filtered.</para>
/// <para>Emits one answer a row of <c>in</c>, in order; holds each row back until the rows of its instant of stream time have come; completes after the last row held; fails with its inputs, and a trade without side, price or
/// quantity, or a null key, is an error row. Warm-up: <c>fills</c> fills and a book row. Cost: O(<c>levels</c>) a book row; O(log n) a fill and a move of those of its level that are larger; O(n) an answer for each level with
/// a new fill. Memory: 48 bytes a fill of a streak, dropped once stream time is past it by 2 × (<c>window</c> + <c>time.lateness</c>) and the next of its level comes; streaks only of levels shown.</para>
/// </remarks>
[Operator("iceberg", OperatorKind.Feature)]
public sealed class Iceberg(IcebergOptions options) : AskedOperator
{
    private const int TradesInput = 1;
    private const int BookInput = 2;

    private readonly TradedLevels _trades = new(TradesInput);
    private readonly LevelVectors _vectors = new(options.Levels, BookInput);
    private readonly KeyedStates<IcebergBook> _books = new("books", () => new IcebergBook(options.Levels));
    private readonly List<LevelStep> _steps = [];
    private readonly List<LevelKey> _found = [];
    private readonly JsonList _list = new();
    private readonly long _window = options.Window.Nanoseconds;
    private ScatterText? _iceberg;
    private long _kept;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        scope.Read(0, "ts", null, TypeKind.Timestamp);
        _trades.Bind(scope);
        _vectors.Bind(scope);
        _kept = 2 * (_window + scope.LatenessNs);
        return AppendedColumns.Bind(scope, new Field("iceberg", ColumnType.Json, true));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        base.Open(context);
        _iceberg = (ScatterText?)Answers.At(0);
        _trades.Open(context.Inputs[TradesInput]!, options.Kinds);
        _vectors.Open(context.Inputs[BookInput]!);
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

        book.Fill(level, ts, quantity, _window);
        return true;
    }

    /// <inheritdoc/>
    protected override void Answer(int to, int key, long t)
    {
        _found.Clear();
        var streaks = _books[key].Streaks;
        foreach (var (level, streak) in streaks)
        {
            streak.MoveTo(t, _window);
            if (streak.Largest(options.Similar).Count >= options.Fills)
            {
                _found.Add(level);
            }
        }

        if (_found.Count == 0)
        {
            _iceberg?.Set(to, JsonList.Empty);
            return;
        }

        _found.Sort(LevelKey.Compare);
        _list.Begin();
        foreach (var level in _found)
        {
            var (count, volume) = streaks[level].Largest(options.Similar);
            _list.Anomaly("iceberg"u8, Severity.Medium, string.Create(CultureInfo.InvariantCulture, $"{(level.Bid ? "bid" : "ask")} {level.Price}: {count} fills, volume {(double)volume}"));
        }

        _iceberg?.Set(to, _list.End());
    }

    /// <inheritdoc/>
    protected override void SaveKeys(StateWriter state) => _books.Save(state);

    /// <inheritdoc/>
    protected override void LoadKeys(StateReader state) => _books.Load(state);

    private void TakeBook(IcebergBook book, Batch batch, int row, long at)
    {
        if (!_vectors.TryRead(batch, row, bid: true, out var bidPrices, out var bidSizes) || !_vectors.TryRead(batch, row, bid: false, out var askPrices, out var askSizes))
        {
            book.Forget();
            return;
        }

        _steps.Clear();
        book.Bids.Take(bidPrices, bidSizes, _steps);
        book.Follow(bid: true, _steps, options.Visible);
        _steps.Clear();
        book.Asks.Take(askPrices, askSizes, _steps);
        book.Follow(bid: false, _steps, options.Visible);
        book.Confirm(at, at - _kept);
    }
}

/// <summary>Options of <see cref="Iceberg"/>.</summary>
[Input("in", "Rows with ts that ask; they pass with a column added.")]
[Input("trades", "The fills (trade/1).", Schema = "trade/1")]
[Input("book", "Book rows, which show what rests at a level.")]
[Example("""
    x:
      from: { in: quotes, trades: trades, book: book }
      key: symbol
      iceberg: { window: 50ms, fills: 2, similar: 90, visible: 90 }
    """)]
public sealed record IcebergOptions
{
    /// <summary>Event time before a row that counts.</summary>
    [Range("1ns", "365d")]
    public Duration Window { get; init; } = new(300_000_000_000);

    /// <summary>Fills of similar size that make an iceberg.</summary>
    [Range(2, 1_000_000)]
    public int Fills { get; init; } = 5;

    /// <summary>Percent by which a fill may differ from another and is still similar.</summary>
    [Range(0, 99)]
    public int Similar { get; init; } = 20;

    /// <summary>Percent by which the size shown may differ from that of the first fill.</summary>
    [Range(0, 99)]
    public int Visible { get; init; } = 10;

    /// <summary>Levels a side that are looked at, from the best.</summary>
    [Range(1, 1000)]
    public int Levels { get; init; } = 20;

    /// <summary>Kinds of trade that are fills.</summary>
    [MinItems(1), MaxItems(6)]
    public IReadOnlyList<TradeKind> Kinds { get; init; } = [TradeKind.Normal, TradeKind.Aggregated];
}
