using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>The columns an <see cref="IColumnFeature"/> or an <see cref="IKeyedColumnFeature{TIn,TOut}"/> reads: values of rows that stand behind one another.</summary>
public readonly ref struct FeatureColumns
{
    private readonly ReadOnlySpan<Column> _columns;
    private readonly ReadOnlySpan<Array> _gathered;
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

    /// <param name="gathered">Values of rows that were picked out, double[] or long[].</param>
    /// <param name="count">Rows.</param>
    internal FeatureColumns(ReadOnlySpan<Array> gathered, int count)
    {
        _gathered = gathered;
        Count = count;
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Values of the column of a member, by its position.</summary>
    public ReadOnlySpan<double> this[int member] => Values<double>(member);

    /// <summary>Values of the column of a member that holds times or other whole numbers, by its position.</summary>
    public ReadOnlySpan<long> Whole(int member) => Values<long>(member);

    private ReadOnlySpan<T> Values<T>(int member) where T : unmanaged =>
        _gathered.IsEmpty ? ((ValueColumn<T>)_columns[member]).Values.Slice(_start, Count) : ((T[])_gathered[member]).AsSpan(0, Count);
}
