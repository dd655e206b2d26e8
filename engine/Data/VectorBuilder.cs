namespace StreamEngine.Data;

/// <summary>Collects vectors of <c>Type.Length</c> floats.</summary>
public sealed class VectorBuilder<T> : ColumnBuilder where T : unmanaged
{
    private T[] _values = [];
    private int _usual;

    /// <summary>An empty builder.</summary>
    public VectorBuilder(ColumnType type, BufferPool pool, int capacity) : base(type, pool) => Reserve(capacity);

    /// <summary>Takes sums of the elements, to stand beside the vectors; null when nobody reads them. A row that is null here is null there.</summary>
    public SumsBuilder? Sums { get; set; }

    /// <inheritdoc/>
    public override void Truncate(int count)
    {
        Sums?.Truncate(count);
        base.Truncate(count);
    }

    /// <summary>Adds a row and gives its elements to be filled, all default.</summary>
    public Span<T> Append()
    {
        Reserve(_values.Length == 0 ? Math.Max(1, _usual) : Count + 1);
        var row = _values.AsSpan(Count * Type.Length, Type.Length);
        row.Clear();
        Count++;
        return row;
    }

    /// <inheritdoc/>
    protected override void AppendDefault()
    {
        Append();
        Sums?.AppendNull();
    }

    /// <inheritdoc/>
    protected override void AppendValueFrom(Column source, int row) => ((VectorColumn<T>)source)[row].CopyTo(Append());

    /// <inheritdoc/>
    protected override void AppendBoxed(object value)
    {
        var elements = (T[])value;
        if (elements.Length != Type.Length)
        {
            throw new InvalidCastException($"{Type} cannot hold {elements.Length} elements");
        }

        elements.CopyTo(Append());
    }

    /// <inheritdoc/>
    protected override Column Take(ulong[]? validity)
    {
        var values = _values.Length == 0 ? Pool.Rent<T>(1) : _values;
        _values = [];
        _usual = Count;
        if (Sums is { } told && told.Count != Count)
        {
            told.Clear(); // some rows came without
        }

        return new VectorColumn<T>(Type, values, Count, validity, Pool) { Sums = Sums is { Count: > 0 } sums ? (SumsColumn)sums.Build() : null };
    }

    private void Reserve(int rows)
    {
        var needed = checked(rows * Type.Length);
        if (needed <= _values.Length)
        {
            return;
        }

        var wider = Pool.Rent<T>(Math.Max(needed, _values.Length * 2));
        _values.AsSpan(0, Count * Type.Length).CopyTo(wider);
        if (_values.Length > 0)
        {
            Pool.Return(_values);
        }

        _values = wider;
    }
}
