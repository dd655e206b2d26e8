using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The columns an <see cref="IColumnFeature"/> or an <see cref="IKeyedColumnFeature{TIn,TOut}"/> reads: values of rows that stand behind one another.</summary>
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

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Values of the column of a member, by its position.</summary>
    public ReadOnlySpan<double> this[int member] => ((ValueColumn<double>)_columns[member]).Values.Slice(_start, Count);

    /// <summary>Values of the column of a member that holds times or other whole numbers, by its position.</summary>
    public ReadOnlySpan<long> Whole(int member) => ((ValueColumn<long>)_columns[member]).Values.Slice(_start, Count);
}
