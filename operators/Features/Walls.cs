using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>Walls: levels of the book that are far larger than levels usually are.</summary>
/// <remarks>
/// <code>wall:  q ≥ T,   T = max(factor · P95, minimum)        severity:  q / T ≥ 3 high, ≥ 2 medium, else low</code>
/// q size of one of the best <c>levels</c> levels of a side; P95 the 95th percentile of the last <c>window</c> sizes seen, both sides together: with h = 0.95 (n − 1), linear between the sizes at places ⌊h⌋ and ⌊h⌋ + 1 in
/// ascending order from 0 on. A size is seen when a level stands among the best <c>levels</c> of a row and did not in the row before, or with another size; those of a row, bids then asks, from the best on, count in its own
/// answer. Source: REQUIREMENTS FEA-03, FORMULAE 17.
/// <para>In: book rows with <c>bid_prices</c>, <c>bid_sizes</c>, <c>ask_prices</c> and <c>ask_sizes</c> of at least <c>levels</c> elements, per key in stream order. Appends <c>walls</c>, a JSON list of
/// <c>{"side":"bid","price":64100,"qty":25,"severity":"high"}</c>, bids then asks, from the best on; <c>wall_count</c>, 0 or more; <c>wall_threshold</c>, T in base units, null below 20 sizes seen.</para>
/// <para>Edge cases: below 20 sizes seen there is no wall; a row of a book that is not live is answered null, and all levels of the next live one are seen anew, while sizes seen before still count; an empty side has no walls.</para>
/// <para>Emits one answer a row; holds nothing back; completes with its input; fails with its input, and a null key is an error row. Warm-up: 20 sizes. Cost: O(log <c>window</c>) a level that changed and O(<c>levels</c>) a row.
/// Memory: 20 bytes a size seen, <c>window</c> of them at most, and 32 bytes a level, a key.</para>
/// </remarks>
[Operator("walls", OperatorKind.Feature, Allocates = Allocation.Nothing)]
public sealed class Walls(WallsOptions options) : BatchOperator
{
    private const int Percentile = 95;

    private readonly LevelVectors _levels = new(options.Levels);
    private readonly List<SizeWindow> _windows = [];
    private readonly List<LevelStep> _steps = [];
    private readonly JsonList _list = new();
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private ScatterText? _walls;
    private ScatterColumn<int>? _count;
    private ScatterColumn<double>? _threshold;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _levels.Bind(scope);
        return AppendedColumns.Bind(scope, new Field("walls", ColumnType.Json, true), new Field("wall_count", ColumnType.Int32, true), new Field("wall_threshold", ColumnType.Float64, true, "base"));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _levels.Open(context.Inputs[0]!);
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        _walls = (ScatterText?)_appender.At(0);
        _count = (ScatterColumn<int>?)_appender.At(1);
        _threshold = (ScatterColumn<double>?)_appender.At(2);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        var batch = rows.Batch;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var key = _keys.Ordinal(0, batch, row);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            output.Used();
            Answer(_appender.Pass(batch, row, rows.At(i)), Of(key), batch, row);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("windows", _windows);

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _windows.Clear();
        _windows.AddRange(state.Read<List<SizeWindow>>("windows"));
    }

    private void Answer(int to, SizeWindow window, Batch batch, int row)
    {
        if (!_levels.TryRead(batch, row, bid: true, out var bidPrices, out var bidSizes) || !_levels.TryRead(batch, row, bid: false, out var askPrices, out var askSizes))
        {
            window.Forget();
            _walls?.SetNull(to);
            _count?.SetNull(to);
            _threshold?.SetNull(to);
            return;
        }

        window.Take(bid: true, bidPrices, bidSizes, _steps);
        window.Take(bid: false, askPrices, askSizes, _steps);
        double? threshold = window.Usual is { } usual ? Math.Max(options.Factor * usual, options.Minimum) : null;
        _threshold?.Set(to, threshold);
        var count = threshold is { } one ? Count(bidSizes, one) + Count(askSizes, one) : 0;
        _count?.Set(to, count);
        _walls?.Set(to, count == 0 ? JsonList.Empty : Text(bidPrices, bidSizes, askPrices, askSizes, threshold!.Value));
    }

    private static int Count(ReadOnlySpan<double> sizes, double threshold)
    {
        var count = 0;
        foreach (var size in sizes)
        {
            count += size >= threshold ? 1 : 0;
        }

        return count;
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<double> bidPrices, ReadOnlySpan<double> bidSizes, ReadOnlySpan<double> askPrices, ReadOnlySpan<double> askSizes, double threshold)
    {
        _list.Begin();
        Write(bidPrices, bidSizes, "bid"u8, threshold);
        Write(askPrices, askSizes, "ask"u8, threshold);
        return _list.End();
    }

    private void Write(ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes, ReadOnlySpan<byte> side, double threshold)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] >= threshold)
            {
                var json = _list.Json;
                json.WriteStartObject();
                json.WriteString("side"u8, side);
                json.WriteNumber("price"u8, prices[i]);
                json.WriteNumber("qty"u8, sizes[i]);
                json.WriteString("severity"u8, SeverityOf(sizes[i] / threshold).Utf8());
                json.WriteEndObject();
            }
        }
    }

    private static Severity SeverityOf(double times) => times >= 3 ? Severity.High : times >= 2 ? Severity.Medium : Severity.Low;

    private SizeWindow Of(int key)
    {
        while (_windows.Count <= key)
        {
            _windows.Add(new SizeWindow(options.Levels, options.Window, Percentile));
        }

        return _windows[key];
    }
}

/// <summary>Options of <see cref="Walls"/>.</summary>
[Example("x: { from: book, key: symbol, walls: { window: 500 } }")]
public sealed record WallsOptions
{
    /// <summary>Sizes seen that tell what is usual.</summary>
    [Range(20, 1_000_000)]
    public int Window { get; init; } = 10_000;

    /// <summary>How many times the 95th percentile a wall has at least.</summary>
    [Range(0.001, 1_000_000)]
    public double Factor { get; init; } = 1.5;

    /// <summary>Size below which nothing is a wall, in base units.</summary>
    [Range(0, 1e15)]
    public double Minimum { get; init; }

    /// <summary>Levels a side that are looked at, from the best.</summary>
    [Range(1, 1000)]
    public int Levels { get; init; } = 20;
}
