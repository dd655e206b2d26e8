using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Collects rows and lets them go together: when <c>max</c> of a key are there, or <c>within</c> after the first.</summary>
/// <remarks>
/// All rows of a batch leave with one stream time, that of the row that filled it or of the first row plus <c>within</c>, in the order in which they came; their <c>ts</c> stays. Appended: <c>batch</c> (int64) counts the batches of
/// the key from 1, <c>batch_index</c> (int32) the rows of the batch from 0, <c>batch_size</c> (int32) is how many it has.
/// The attribute <c>batch</c> is another thing: how many rows a source or sink hands over at once, on which no result depends.
/// <para>Edge cases: a row exactly <c>within</c> behind the first still joins its batch; each key has batches of its own, and those due at one instant leave in the order of the keys' UTF-8 bytes; a row that fails (a null key) is an
/// error row alone, and the others of its batch leave; when the input has ended, what is held leaves at its own time.</para>
/// <para>Emits the rows of a batch together; holds rows until their batch is full or due; completes after the last batch; fails with its input, and a null key is an error row. No warm-up. Cost: O(1) a row, which is copied in and out;
/// the run summary shows <c>batches</c>, how many were <c>full</c>, and <c>efficiency</c>: rows let go, of those that full batches would have held. Memory: at most <c>max</c> rows a key, the columns that are read, and 8 bytes.</para>
/// </remarks>
[Operator("collect", OperatorKind.Flow)]
public sealed class Collect(CollectOptions options) : BatchOperator
{
    private readonly List<List<int>> _open = [];
    private readonly List<long> _released = [];
    private readonly long _within = options.Within.Nanoseconds;
    private RowShelf _shelf = null!;
    private KeyTable _keys = null!;
    private KeyTimers _timers = null!;
    private ValueBuilder<long>? _batch;
    private ValueBuilder<int>? _index;
    private ValueBuilder<int>? _size;
    private long _batches;
    private long _full;
    private long _rows;

    /// <inheritdoc/>
    public override long NextTimer => _timers.Next;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        Field[] added = [new("batch", ColumnType.Int64), new("batch_index", ColumnType.Int32), new("batch_size", ColumnType.Int32)];
        foreach (var field in added.Where(f => scope.Input.Has(f.Name)))
        {
            scope.Report(null, "SE2301", $"column '{field.Name}' is already there", "rename or drop the old column with 'select'");
        }

        return [new PortShape(scope.Failed ? scope.Input : scope.Input.With(added)) { Passes = [0] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _keys = context.Keys;
        _timers = new KeyTimers(_keys);
        var writer = context.Output[0];
        _shelf = new RowShelf(writer, context.Inputs[0]!);
        _batch = writer.Values<long>("batch");
        _index = writer.Values<int>("batch_index");
        _size = writer.Values<int>("batch_size");
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var at = rows.At(i);
            if (at > _timers.Next)
            {
                return i;
            }

            var key = _keys.Ordinal(0, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
                continue;
            }

            var open = Of(key);
            if (open.Count == 0)
            {
                _timers.Set(key, TimeGrid.Later(at, _within));
            }

            open.Add(_shelf.Add(rows.Batch, rows[i]));
            output.Hold();
            if (open.Count == options.Max)
            {
                _timers.Clear(key);
                Release(key, at, output);
            }
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Advance(long at, Output output)
    {
        foreach (var key in _timers.TakeDue(at))
        {
            Release(key, at, output);
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("figures", new[] { _batches, _full, _rows });
        state.Write("released", _released);
        var keys = _timers.Save(state);
        state.Write("sizes", keys.Select(k => _open[k].Count).ToArray());
        _shelf.Save(state, [.. keys.SelectMany(k => _open[k])]);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        var figures = state.Read<long[]>("figures");
        (_batches, _full, _rows) = (figures[0], figures[1], figures[2]);
        var released = state.Read<List<long>>("released");
        var keys = _timers.Load(state);
        var sizes = state.Read<int[]>("sizes");
        _shelf.Load(state);
        _open.Clear();
        _released.Clear();
        foreach (var count in released)
        {
            _open.Add([]);
            _released.Add(count);
        }

        var slot = 0;
        for (var i = 0; i < keys.Count; i++)
        {
            var open = Of(keys[i]);
            for (var row = 0; row < sizes[i]; row++)
            {
                open.Add(slot++);
            }
        }
    }

    private void Release(int key, long at, Output output)
    {
        var rows = _open[key];
        var number = ++_released[key];
        _batches++;
        _full += rows.Count == options.Max ? 1 : 0;
        _rows += rows.Count;
        for (var i = 0; i < rows.Count; i++)
        {
            _shelf.Append(rows[i]);
            _batch?.Append(number);
            _index?.Append(i);
            _size?.Append(rows.Count);
            output[0].Commit(at);
            _shelf.Remove(rows[i]);
        }

        output.SettleUsed(rows.Count);
        rows.Clear();
        output.Measure("batches", _batches);
        output.Measure("full", _full);
        output.Measure("efficiency", _rows, (double)_batches * options.Max);
    }

    private List<int> Of(int key)
    {
        while (_open.Count <= key)
        {
            _open.Add([]);
            _released.Add(0);
        }

        return _open[key];
    }
}

/// <summary>Options of <see cref="Collect"/>.</summary>
[Example("x: { from: trades, key: symbol, collect: { max: 10, within: 50ms } }")]
public sealed record CollectOptions
{
    /// <summary>Rows of a full batch.</summary>
    [Required, Range(1, 1_000_000)]
    public int Max { get; init; } = 100;

    /// <summary>Stream time for which the first row of a batch waits for others.</summary>
    [Required, Range("0ns", "365d")]
    public Duration Within { get; init; } = new(50_000_000);
}
