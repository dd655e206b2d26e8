using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The columns an <see cref="IColumnFeature"/> or an <see cref="IKeyedColumnFeature{TIn,TOut}"/> reads: values of rows that stand behind one another, or of those that a filter has marked.</summary>
public readonly ref struct FeatureColumns
{
    private readonly ReadOnlySpan<Column> _columns;
    private readonly int _start;

    /// <param name="columns">Columns of float64 or int64 without nulls.</param>
    /// <param name="start">First physical row.</param>
    /// <param name="count">Rows.</param>
    internal FeatureColumns(ReadOnlySpan<Column> columns, int start, int count)
    {
        _columns = columns;
        _start = start;
        Count = count;
    }

    /// <param name="columns">Columns of float64 or int64 without nulls.</param>
    /// <param name="rows">The rows; not none.</param>
    internal FeatureColumns(ReadOnlySpan<Column> columns, Rows rows)
    {
        _columns = columns;
        _start = rows.Batch.IsContiguous ? rows[0] : 0;
        Count = rows.Count;
        Selected = rows.Batch.IsContiguous ? default : rows.Batch.Selected.Slice(rows.Start, rows.Count);
    }

    /// <summary>Where the rows stand in the values, when a filter has marked some; empty when they stand behind one another from the first value on. Only an <see cref="IKeyedColumnFeature{TIn,TOut}"/> is given such rows.</summary>
    public ReadOnlySpan<int> Selected { get; }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Values of the column of a member, by its position.</summary>
    public ReadOnlySpan<double> this[int member] => Values<double>(member);

    /// <summary>Values of the column of a member that holds times or other whole numbers, by its position.</summary>
    public ReadOnlySpan<long> Whole(int member) => Values<long>(member);

    private ReadOnlySpan<T> Values<T>(int member) where T : unmanaged
    {
        var values = ((ValueColumn<T>)_columns[member]).Values;
        return Selected.IsEmpty ? values.Slice(_start, Count) : values;
    }
}
