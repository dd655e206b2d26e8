using System.Runtime.CompilerServices;

namespace StreamEngine.Data;

/// <summary>Collects fixed-width values (enums as codes).</summary>
public sealed class ValueBuilder<T> : ColumnBuilder where T : unmanaged
{
    private T[] _values = [];
    private T[][] _sources = [];
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
        var to = _values.AsSpan(Count, rows.Length);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[rows[i]];
        }

        Count += rows.Length;
    }

    /// <inheritdoc/>
    public override void AppendMany(ReadOnlySpan<Batch> batches, int column, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        var sources = Sources(batches.Length);
        for (var i = 0; i < batches.Length; i++)
        {
            var source = (ValueColumn<T>)batches[i].Column(column);
            if (source.HasNulls)
            {
                base.AppendMany(batches, column, of, rows);
                return;
            }

            sources[i] = source.Array;
        }

        AppendMany(sources, of, rows);
    }

    /// <summary>Adds the stream times of rows of several batches.</summary>
    internal void AppendTimes(ReadOnlySpan<Batch> batches, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        var sources = Sources(batches.Length);
        for (var i = 0; i < batches.Length; i++)
        {
            sources[i] = (T[])(object)batches[i].Layout.At;
        }

        AppendMany(sources, of, rows);
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

    private T[][] Sources(int count)
    {
        if (_sources.Length < count)
        {
            _sources = new T[Math.Max(count, 2 * _sources.Length)][];
        }

        return _sources;
    }

    private void AppendMany(T[][] sources, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        Reserve(Count + rows.Length);
        var to = _values.AsSpan(Count, rows.Length);
        of = of[..to.Length];
        rows = rows[..to.Length];
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = sources[of[i]][rows[i]];
        }

        Count += rows.Length;
        Array.Clear(sources); // they are the batches', not to be kept
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
