using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>Collects fixed-width values (enums as codes).</summary>
public sealed class ValueBuilder<T> : ColumnBuilder where T : unmanaged
{
    private T[] _values = [];
    private int _usual;

    /// <summary>An empty builder.</summary>
    public ValueBuilder(ColumnType type, BufferPool pool, int capacity) : base(type, pool) => Reserve(capacity);

    /// <summary>Adds a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        if (Count == _values.Length)
        {
            Reserve(Math.Max(Count + 1, _usual));
        }

        _values[Count++] = value;
    }

    /// <summary>Adds a value or a null.</summary>
    public void Append(T? value)
    {
        if (value is { } some)
        {
            Append(some);
        }
        else
        {
            AppendNull();
        }
    }

    /// <summary>Adds many values.</summary>
    public void Append(ReadOnlySpan<T> values) => values.CopyTo(Extend(values.Length));

    /// <summary>Adds many values, which the caller writes: what the span holds before is undefined. It is good until the next value.</summary>
    public Span<T> Extend(int count)
    {
        if (Count + count > _values.Length)
        {
            Reserve(Math.Max(Count + count, _usual));
        }

        Count += count;
        return _values.AsSpan(Count - count, count);
    }

    /// <inheritdoc/>
    public override void AppendMany(Column source, ReadOnlySpan<int> rows)
    {
        if (source.HasNulls)
        {
            base.AppendMany(source, rows);
            return;
        }

        Reserve(Count + rows.Length);
        var from = ((ValueColumn<T>)source).Values;
        foreach (var row in rows)
        {
            _values[Count++] = from[row];
        }
    }

    /// <inheritdoc/>
    protected override void AppendDefault() => Append(default(T));

    /// <inheritdoc/>
    protected override void AppendValueFrom(Column source, int row) => Append(((ValueColumn<T>)source)[row]);

    /// <inheritdoc/>
    protected override void AppendBoxed(object value) =>
        Append(Type.Kind == TypeKind.Enum && value is string name ? (T)(object)Type.CodeOf(name) : (T)value);

    /// <inheritdoc/>
    protected override Column Take(ulong[]? validity)
    {
        var values = _values.Length == 0 ? Pool.Rent<T>(1) : _values;
        _values = [];
        _usual = Count;
        return new ValueColumn<T>(Type, values, Count, validity, Pool);
    }

    private void Reserve(int capacity)
    {
        if (capacity <= _values.Length)
        {
            return;
        }

        var wider = Pool.Rent<T>(Math.Max(capacity, _values.Length * 2));
        _values.AsSpan(0, Count).CopyTo(wider);
        if (_values.Length > 0)
        {
            Pool.Return(_values);
        }

        _values = wider;
    }
}
