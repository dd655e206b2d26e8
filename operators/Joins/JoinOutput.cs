using System.Runtime.InteropServices;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Time;

namespace StreamEngine.Joins;

/// <summary>
/// Puts joined rows together, many at a time and column by column. A left row that passes in its batch shares that batch's columns; one that was kept is copied out of its store. What was added leaves at
/// <see cref="Flush"/>, in the order it was added.
/// </summary>
internal sealed class JoinOutput(JoinShape shape, RowStore? left, RowStore right, Output output, BufferPool pool)
{
    private const int MostRows = 8192;
    private const int LeastShare = 4; // of a batch: below a quarter its columns are copied, so that a few rows do not keep a large batch

    private readonly PortWriter _needs = output[0];
    private readonly bool[] _isNeeded = [.. shape.Schema.Fields.Select(f => output[0].Builder(f.Name) is not null)];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<long> _at = [];
    private readonly List<long> _ts = [];
    private readonly int _tsColumn = shape.Schema.IndexOf("ts");
    private Batch? _basis;

    /// <summary>Whether a left column is read.</summary>
    public static Func<int, bool> NeedsLeft(JoinShape shape, Output output) => column => output[0].Builder(shape.Schema[column].Name) is not null;

    /// <summary>Whether a right column is read.</summary>
    public static Func<int, bool> NeedsRight(JoinShape shape, Output output) =>
        column => Enumerable.Range(shape.LeftCount, shape.Schema.Fields.Count - shape.LeftCount).Any(i => shape.RightOf(i) == column && output[0].Builder(shape.Schema[i].Name) is not null);

    /// <summary>Adds a row of a left batch as it passes, in order, with a right row; slot 0 for none.</summary>
    public void Pass(Batch basis, int row, int rightSlot)
    {
        if (!ReferenceEquals(basis, _basis))
        {
            Flush();
            _basis = basis.Retain();
        }

        _left.Add(row);
        _right.Add(rightSlot);
    }

    /// <summary>Adds rows of a left batch as they pass, in order; the caller writes the slots of their right rows, 0 for none.</summary>
    public Span<int> Pass(Rows rows)
    {
        if (!ReferenceEquals(rows.Batch, _basis))
        {
            Flush();
            _basis = rows.Batch.Retain();
        }

        var before = _left.Count;
        CollectionsMarshal.SetCount(_left, before + rows.Count);
        CollectionsMarshal.SetCount(_right, before + rows.Count);
        rows.Physical(CollectionsMarshal.AsSpan(_left)[before..]);
        return CollectionsMarshal.AsSpan(_right)[before..];
    }

    /// <summary>Adds a kept left row with a right row; slot 0 for none.</summary>
    public void Pair(int leftSlot, int rightSlot, long at)
    {
        if (_left.Count == MostRows)
        {
            Flush();
        }

        _left.Add(leftSlot);
        _right.Add(rightSlot);
        _at.Add(at);
    }

    /// <summary>Adds a kept left row with a right row, and another <c>ts</c> than the left row's.</summary>
    public void Pair(int leftSlot, int rightSlot, long at, long ts)
    {
        Pair(leftSlot, rightSlot, at);
        _ts.Add(ts);
    }

    /// <summary>Hands over what was added.</summary>
    public void Flush()
    {
        if (_left.Count > 0 && _needs.IsRead)
        {
            right.Settle();
            left?.Settle();
            output.Emit(0, _basis is null ? Paired() : Passed(_basis));
        }

        _basis?.Dispose();
        _basis = null;
        _left.Clear();
        _right.Clear();
        _at.Clear();
        _ts.Clear();
    }

    private Batch Paired()
    {
        var lefts = CollectionsMarshal.AsSpan(_left);
        var rights = CollectionsMarshal.AsSpan(_right);
        var columns = new Column?[_isNeeded.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = !_isNeeded[i] ? null
                : i == _tsColumn && _ts.Count > 0 ? Times(_ts)
                : i < shape.LeftCount ? left!.Spread(i, default, lefts, lefts.Length, pool)
                : right.Spread(shape.RightOf(i), default, rights, rights.Length, pool);
        }

        return new Batch(shape.Schema, columns, Times(_at), StreamTime.Start, output.Ingest);
    }

    private ValueColumn<long> Times(List<long> times)
    {
        var column = new ValueBuilder<long>(ColumnType.Timestamp, pool, times.Count);
        column.Append(CollectionsMarshal.AsSpan(times));
        return (ValueColumn<long>)column.Build();
    }

    private Batch Passed(Batch basis)
    {
        var rows = CollectionsMarshal.AsSpan(_left);
        if (rows.Length * LeastShare < basis.Capacity)
        {
            return Copied(basis, rows);
        }

        var columns = new Column?[_isNeeded.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = !_isNeeded[i] ? null : i < shape.LeftCount ? basis.Share(i) : right.Spread(shape.RightOf(i), rows, CollectionsMarshal.AsSpan(_right), basis.Capacity, pool);
        }

        var isRun = basis.IsContiguous && rows[^1] - rows[0] == rows.Length - 1;
        using var part = isRun ? basis.Slice(rows[0] - basis.Row(0), rows.Length, StreamTime.Start) : basis.WithFrontier(StreamTime.Start);
        if (isRun || rows.Length == basis.Count)
        {
            return part.WithColumns(shape.Schema, columns);
        }

        var physical = pool.Rent<int>(rows.Length);
        rows.CopyTo(physical);
        using var all = part.WithColumns(shape.Schema, columns);
        return all.Select(physical, rows.Length, pool);
    }

    private Batch Copied(Batch basis, ReadOnlySpan<int> rows)
    {
        var columns = new Column?[_isNeeded.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = !_isNeeded[i] ? null : i < shape.LeftCount ? basis.Column(i).Gather(rows) : right.Spread(shape.RightOf(i), default, CollectionsMarshal.AsSpan(_right), rows.Length, pool);
        }

        var at = new ValueBuilder<long>(ColumnType.Timestamp, pool, rows.Length);
        foreach (var row in rows)
        {
            at.Append(basis.AtValues[row]);
        }

        return new Batch(shape.Schema, columns, (ValueColumn<long>)at.Build(), StreamTime.Start, basis.Ingest);
    }
}
