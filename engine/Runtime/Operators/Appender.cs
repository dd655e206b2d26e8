using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Output of an operator whose rows are those of its main input with columns added behind (<see cref="Graph.PortShape.Appends"/>). Rows pass one by one, in input order, each with
/// its stream time; answers are set by the physical row that <see cref="Pass(Batch, int, long)"/> returns. Rows of one input batch leave together, sharing its columns.
/// </summary>
public sealed class Appender
{
    private readonly Schema _schema;
    private readonly ScatterColumn?[] _added;
    private readonly int _shared;
    private readonly BufferPool _pool;
    private readonly Action<Batch> _emit;
    private Batch? _basis;
    private int[] _rows = [];
    private readonly ScatterColumn<long> _at;
    private int _count;
    private bool _sameTimes;

    /// <summary>An appender to <paramref name="input"/>; <paramref name="emit"/> takes over each finished batch.</summary>
    public Appender(Schema input, Schema output, IReadOnlySet<string>? needed, BufferPool pool, Action<Batch> emit)
    {
        _schema = output;
        _shared = input.Fields.Count;
        _pool = pool;
        _emit = emit;
        _at = new ScatterColumn<long>(ColumnType.Timestamp, pool);
        _added = [.. output.Fields.Skip(_shared).Select(f => needed is null || needed.Contains(f.Name) ? ScatterColumn.For(f.Type, pool) : null)];
    }

    /// <summary>An appended column; null when nobody reads it.</summary>
    public ScatterColumn<T>? Values<T>(string column) where T : unmanaged => (ScatterColumn<T>?)_added[_schema.IndexOf(column) - _shared];

    /// <summary>An appended column by position behind the input's; null when nobody reads it.</summary>
    public ScatterColumn? At(int added) => _added[added];

    /// <summary>Lets a row pass.</summary>
    /// <param name="basis">Batch of the main input the row stands in; retained as long as needed.</param>
    /// <param name="row">Its physical row, behind those passed before.</param>
    /// <param name="at">Stream time of the output: of the row or timer that caused it.</param>
    /// <returns>The physical row to set answers at.</returns>
    public int Pass(Batch basis, int row, long at)
    {
        if (!ReferenceEquals(basis, _basis))
        {
            Begin(basis);
        }

        if (_sameTimes && at != basis.AtValues[row])
        {
            KeepTimes();
        }

        if (!_sameTimes)
        {
            _at.Set(row, at);
        }

        _rows[_count++] = row;
        return row;
    }

    /// <summary>Lets rows pass, each with its own stream time.</summary>
    /// <returns>The first physical row; of a batch without a selection, answers are set from there on.</returns>
    public int Pass(Rows rows)
    {
        if (!ReferenceEquals(rows.Batch, _basis))
        {
            Begin(rows.Batch);
        }

        var first = rows[0];
        if (!_sameTimes)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                _at.Set(rows[i], rows.At(i));
            }
        }

        rows.Physical(_rows.AsSpan(_count, rows.Count));
        _count += rows.Count;
        return first;
    }

    /// <summary>Takes back the last rows that passed, as if they had not.</summary>
    public void TakeBack(int rows) => _count -= rows;

    /// <summary>Hands over what has passed. The runtime calls it after each batch; an operator need not.</summary>
    public void Flush()
    {
        if (_basis is null)
        {
            return;
        }

        var columns = new Column?[_schema.Fields.Count];
        for (var i = 0; i < _shared; i++)
        {
            columns[i] = _basis.Share(i);
        }

        for (var i = 0; i < _added.Length; i++)
        {
            columns[_shared + i] = _added[i]?.Build();
        }

        using var basis = _basis;
        using var all = _sameTimes ? basis.WithColumns(_schema, columns, StreamTime.Start) : basis.WithColumns(_schema, columns, (ValueColumn<long>)_at.Build(), StreamTime.Start);
        var rows = _rows;
        var count = _count;
        _basis = null;
        _rows = [];
        _count = 0;
        if (count == basis.Count)
        {
            _pool.Return(rows); // every row passed, so they stand as they stood: no selection, and expressions behind go by lanes
            _emit(all.Retain());
            return;
        }

        _emit(all.Select(rows, count, _pool));
    }

    private void Begin(Batch basis)
    {
        Flush();
        _basis = basis.Retain();
        _rows = _pool.Rent<int>(basis.Capacity);
        _sameTimes = true;
        foreach (var column in _added)
        {
            column?.Begin(basis.Capacity);
        }
    }

    /// <summary>A row passes later than it came: from here on times are kept row by row.</summary>
    private void KeepTimes()
    {
        _sameTimes = false;
        _at.Begin(_basis!.Capacity);
        var times = _basis.AtValues;
        foreach (var row in _rows.AsSpan(0, _count))
        {
            _at.Set(row, times[row]);
        }
    }
}
