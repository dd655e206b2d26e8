using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Features;

/// <summary>What is told about the levels of a book by how their sizes compare with a usual one: a JSON list, how many it holds, and the threshold, as columns <c>NAMEs</c>, <c>NAME_count</c> and <c>NAME_threshold</c>.</summary>
public abstract class LevelSizeOperator : BatchOperator
{
    private readonly string _name;
    private readonly LevelVectors _levels;
    private readonly KeyedStates<SizeWindow> _windows;
    private readonly List<LevelStep> _steps = [];
    private readonly JsonList _text = new();
    private Appender _appender = null!;
    private KeyTable _keys = null!;
    private ScatterText? _list;
    private ScatterColumn<int>? _count;
    private ScatterColumn<double>? _threshold;

    /// <param name="name">What is listed, in the singular.</param>
    /// <param name="levels">Levels a side that are looked at, from the best.</param>
    /// <param name="window">Sizes seen that tell what is usual.</param>
    /// <param name="percentile">Which percentile of them is the usual size.</param>
    protected LevelSizeOperator(string name, int levels, int window, int percentile)
    {
        _name = name;
        _levels = new LevelVectors(levels);
        _windows = new KeyedStates<SizeWindow>("windows", () => new SizeWindow(levels, window, percentile));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _levels.Bind(scope);
        return AppendedColumns.Bind(scope, new Field($"{_name}s", ColumnType.Json, true), new Field($"{_name}_count", ColumnType.Int32, true), new Field($"{_name}_threshold", ColumnType.Float64, true, "base"));
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _levels.Open(context.Inputs[0]!);
        _keys = context.Keys;
        _appender = context.Output.Appender!;
        _list = (ScatterText?)_appender.At(0);
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
            Answer(_appender.Pass(batch, row, rows.At(i)), _windows[key], batch, row);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => _windows.Save(state);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _windows.Load(state);

    /// <summary>The size that levels are held against, in base units.</summary>
    /// <param name="usual">The percentile of the sizes seen.</param>
    protected abstract double Threshold(double usual);

    /// <summary>Finds what is to be listed of a side, and remembers it for <see cref="Write"/>; how many there are.</summary>
    /// <param name="bid">Which side.</param>
    /// <param name="sizes">Sizes of its levels from the best on, base units.</param>
    /// <param name="threshold">What they are held against.</param>
    protected abstract int Find(bool bid, ReadOnlySpan<double> sizes, double threshold);

    /// <summary>Writes what <see cref="Find"/> found last on a side.</summary>
    /// <param name="json">Takes an object for each.</param>
    /// <param name="bid">Which side.</param>
    /// <param name="prices">Prices of its levels, quote units.</param>
    /// <param name="sizes">Their sizes, base units.</param>
    protected abstract void Write(Utf8JsonWriter json, bool bid, ReadOnlySpan<double> prices, ReadOnlySpan<double> sizes);

    private void Answer(int to, SizeWindow window, Batch batch, int row)
    {
        if (!_levels.TryRead(batch, row, bid: true, out var bidPrices, out var bidSizes) || !_levels.TryRead(batch, row, bid: false, out var askPrices, out var askSizes))
        {
            window.Forget();
            _list?.SetNull(to);
            _count?.SetNull(to);
            _threshold?.SetNull(to);
            return;
        }

        window.Take(bid: true, bidPrices, bidSizes, _steps);
        window.Take(bid: false, askPrices, askSizes, _steps);
        double? threshold = window.Usual is { } usual ? Threshold(usual) : null;
        _threshold?.Set(to, threshold);
        var count = threshold is { } held ? Find(bid: true, bidSizes, held) + Find(bid: false, askSizes, held) : 0;
        _count?.Set(to, count);
        if (_list is null || count == 0)
        {
            _list?.Set(to, JsonList.Empty);
            return;
        }

        _text.Begin();
        Write(_text.Json, bid: true, bidPrices, bidSizes);
        Write(_text.Json, bid: false, askPrices, askSizes);
        _list.Set(to, _text.End());
    }
}
