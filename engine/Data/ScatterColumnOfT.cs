namespace StreamEngine.Data;

/// <inheritdoc cref="ScatterColumn"/>
public sealed class ScatterColumn<T>(ColumnType type, BufferPool pool) : ScatterColumn where T : unmanaged
{
    private T[] _values = [];
    private ulong[]? _validity;
    private int _capacity;

    /// <inheritdoc/>
    public override void Begin(int capacity)
    {
        _capacity = capacity;
        _values = pool.Rent<T>(capacity);
        _values.AsSpan(0, capacity).Clear();
    }

    /// <summary>Sets the value of a physical row.</summary>
    public void Set(int row, T value)
    {
        _values[row] = value;
        if (_validity is not null)
        {
            Bitmap.Set(_validity, row, true);
        }
    }

    /// <summary>Room for the values of rows behind one another, none of which is null; all are to be written.</summary>
    public Span<T> Fill(int row, int count)
    {
        for (var i = row; _validity is not null && i < row + count; i++)
        {
            Bitmap.Set(_validity, i, true);
        }

        return _values.AsSpan(row, count);
    }

    /// <summary>Sets the values of rows, none of which is null.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="values">A value a row.</param>
    public void Fill(Rows rows, ReadOnlySpan<T> values)
    {
        if (rows.Batch.IsContiguous)
        {
            values[..rows.Count].CopyTo(Fill(rows[0], rows.Count));
            return;
        }

        var physical = rows.Batch.Selected.Slice(rows.Start, rows.Count);
        for (var i = 0; i < physical.Length; i++)
        {
            Set(physical[i], values[i]);
        }
    }

    /// <summary>Sets the value of a physical row, or null.</summary>
    public void Set(int row, T? value)
    {
        if (value is { } some)
        {
            Set(row, some);
        }
        else
        {
            SetNull(row);
        }
    }

    /// <inheritdoc/>
    public override void SetNull(int row)
    {
        if (_validity is null)
        {
            _validity = pool.Rent<ulong>(Math.Max(1, Bitmap.Words(_capacity)));
            Array.Fill(_validity, ulong.MaxValue);
        }

        Bitmap.Set(_validity, row, false);
    }

    /// <inheritdoc/>
    public override Column Build()
    {
        var column = new ValueColumn<T>(type, _values, _capacity, _validity, pool);
        _values = [];
        _validity = null;
        return column;
    }
}
