namespace StreamEngine.Data;

/// <summary>Sums of the first elements of the vectors of a column, told by who made the rows: in place of the vectors where nobody reads their elements, or beside them (<see cref="VectorColumn{T}.Sums"/>).</summary>
public sealed class SumsColumn : Column
{
    private readonly ValueColumn<double>[] _sums;

    /// <summary>Takes over columns of float64, one a number of elements.</summary>
    /// <param name="first">Of how many elements each is the sum.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="pool">Where arrays go back to.</param>
    public SumsColumn(int[] first, ValueColumn<double>[] sums, BufferPool pool) : base(ColumnType.Float64, sums[0].Length, null, pool)
    {
        First = first;
        _sums = sums;
    }

    /// <summary>Of how many elements there are sums, ascending.</summary>
    public int[] First { get; }

    /// <inheritdoc/>
    public override long Bytes => _sums.Sum(s => s.Bytes);

    /// <summary>The sums of a vector column's first elements; null where they are not told.</summary>
    public static ValueColumn<double>? Of(Column column, int first)
    {
        var told = column as SumsColumn ?? (column as VectorColumn<double>)?.Sums;
        for (var i = 0; told is not null && i < told.First.Length; i++)
        {
            if (told.First[i] == first)
            {
                return told._sums[i];
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override ColumnBuilder NewBuilder(int capacity) => new SumsBuilder(First, Pool);

    /// <summary>The sums as columns.</summary>
    internal ReadOnlySpan<ValueColumn<double>> Sums => _sums;

    /// <inheritdoc/>
    protected override object Boxed(int row) => _sums.Select(s => s.Value(row)).ToArray();

    /// <inheritdoc/>
    protected override void Free()
    {
        foreach (var sum in _sums)
        {
            sum.Release();
        }
    }
}
