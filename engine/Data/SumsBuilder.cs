namespace StreamEngine.Data;

/// <summary>Collects sums of the first elements of vectors.</summary>
public sealed class SumsBuilder : ColumnBuilder
{
    private readonly ValueBuilder<double>[] _sums;

    /// <summary>An empty builder of sums of so many elements each.</summary>
    public SumsBuilder(int[] first, BufferPool pool) : base(ColumnType.Float64, pool)
    {
        First = first;
        _sums = [.. first.Select(_ => new ValueBuilder<double>(ColumnType.Float64, pool, 0))];
    }

    /// <summary>Of how many elements sums are asked for, ascending.</summary>
    public int[] First { get; }

    /// <summary>Adds the sums of a row, in the order of <see cref="First"/>.</summary>
    public void Append(ReadOnlySpan<double> sums)
    {
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i].Append(sums[i]);
        }

        Count++;
    }

    /// <inheritdoc/>
    public override void Truncate(int count)
    {
        foreach (var sum in _sums)
        {
            sum.Truncate(count);
        }

        base.Truncate(count);
    }

    /// <inheritdoc/>
    protected override void AppendDefault()
    {
        foreach (var sum in _sums)
        {
            sum.AppendNull();
        }

        Count++;
    }

    /// <inheritdoc/>
    protected override void AppendValueFrom(Column source, int row)
    {
        var from = ((SumsColumn)source).Sums;
        for (var i = 0; i < _sums.Length; i++)
        {
            _sums[i].AppendFrom(from[i], row);
        }

        Count++;
    }

    /// <inheritdoc/>
    protected override void AppendBoxed(object value) => throw new NotSupportedException("sums of vectors are not written by hand: a bug in the engine");

    /// <inheritdoc/>
    protected override Column Take(ulong[]? validity)
    {
        if (validity is not null)
        {
            Pool.Return(validity); // each sum has its own
        }

        return new SumsColumn(First, [.. _sums.Select(s => (ValueColumn<double>)s.Build())], Pool);
    }
}
