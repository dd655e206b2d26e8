using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>A column of fixed-width values: <c>bool</c>, <c>int</c>, <c>long</c> (also timestamp and duration), <c>float</c>, <c>double</c>, <c>decimal</c>, and <c>byte</c> for enum codes.</summary>
public sealed class ValueColumn<T> : Column where T : unmanaged
{
    private readonly T[] _values;

    /// <summary>Takes over the arrays.</summary>
    public ValueColumn(ColumnType type, T[] values, int length, ulong[]? validity, BufferPool pool)
        : base(type, length, validity, pool) => _values = values;

    /// <summary>The values; where null, undefined.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, Length);

    /// <inheritdoc/>
    public override long Bytes => (long)_values.Length * Unsafe.SizeOf<T>() + Validity.Length * 8L;

    /// <summary>The array behind <see cref="Values"/>, at least as long, for kernels that read whole vectors past the end.</summary>
    internal T[] Array => _values;

    /// <summary>The value at a physical row; undefined where null.</summary>
    public T this[int row] => _values[row];

    /// <inheritdoc/>
    public override ColumnBuilder NewBuilder(int capacity) => new ValueBuilder<T>(Type, Pool, capacity);

    /// <inheritdoc/>
    protected override object Boxed(int row) => Type.Kind == TypeKind.Enum ? Type.Names[(byte)(object)_values[row]] : _values[row];

    /// <inheritdoc/>
    protected override void Free() => Pool.Return(_values);
}
