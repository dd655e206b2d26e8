using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>Stands in for a sink and remembers what it was given: of each row a print of the columns the sink reads, and its stream time. Touches nothing outside.</summary>
/// <param name="reads">Columns the sink reads.</param>
/// <param name="keep">Number of the row, from 0, whose values are kept; −1 for none.</param>
internal sealed class TapeSink(IReadOnlySet<string> reads, long keep = -1) : Sink
{
    private readonly RowPrints _prints = new();
    private readonly List<UInt128> _rows = [];
    private readonly List<long> _times = [];
    private int[] _columns = [];

    /// <summary>The columns the sink reads, in the order of its input.</summary>
    public IReadOnlyList<Field> Fields { get; private set; } = [];

    /// <summary>Prints of the rows in order.</summary>
    public IReadOnlyList<UInt128> Rows => _rows;

    /// <summary>Stream times of the rows.</summary>
    public IReadOnlyList<long> Times => _times;

    /// <summary>Values of the row to keep; null when it never came.</summary>
    public IReadOnlyList<object?>? Kept { get; private set; }

    /// <summary>How many rows have a stream time of at most <paramref name="at"/>.</summary>
    public int CountUntil(long at)
    {
        var (low, high) = (0, _times.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _times[middle] <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _columns = [.. Enumerable.Range(0, context.Input.Fields.Count).Where(c => reads.Contains(context.Input[c].Name))];
        Fields = [.. _columns.Select(c => context.Input[c])];
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        _prints.Of(rows, _columns);
        for (var i = 0; i < rows.Count; i++)
        {
            if (_rows.Count == keep)
            {
                Kept = [.. _columns.Select(c => rows.Column(c).Value(rows.Row(i)))];
            }

            _rows.Add(_prints[i]);
            _times.Add(rows.At(i));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;
}
