using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>A column of vectors: <c>Type.Length</c> floats a row, behind one another.</summary>
public sealed class VectorColumn<T> : Column where T : unmanaged
{
    private readonly T[] _values;

    /// <summary>Takes over the arrays; <paramref name="values"/> has <paramref name="length"/> × <c>type.Length</c> entries.</summary>
    public VectorColumn(ColumnType type, T[] values, int length, ulong[]? validity, BufferPool pool)
        : base(type, length, validity, pool) => _values = values;

    /// <summary>Sums of the elements, where who made the rows told them.</summary>
    public SumsColumn? Sums { get; init; }

    /// <summary>All elements, row by row.</summary>
    public ReadOnlySpan<T> Elements => _values.AsSpan(0, Length * Type.Length);

    /// <inheritdoc/>
    public override long Bytes => (long)_values.Length * Unsafe.SizeOf<T>() + Validity.Length * 8L;

    /// <summary>The array behind <see cref="Elements"/>.</summary>
    internal T[] Array => _values;

    /// <summary>The vector at a physical row.</summary>
    public ReadOnlySpan<T> this[int row] => _values.AsSpan(row * Type.Length, Type.Length);

    /// <inheritdoc/>
    public override ColumnBuilder NewBuilder(int capacity) => new VectorBuilder<T>(Type, Pool, capacity);

    /// <inheritdoc/>
    protected override object Boxed(int row) => this[row].ToArray();

    /// <inheritdoc/>
    protected override void Free()
    {
        Pool.Return(_values);
        Sums?.Release();
    }
}
