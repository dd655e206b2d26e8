namespace StreamEngine.Data;

/// <summary>
/// An immutable run of values of one type. Columns are shared between batches and counted: who keeps one beyond the call that brought it retains it and releases
/// it afterwards; the last release gives the arrays back to the pool.
/// </summary>
public abstract class Column
{
    private readonly ulong[]? _validity;
    private int _references = 1;

    /// <summary>A column that owns its arrays.</summary>
    protected Column(ColumnType type, int length, ulong[]? validity, BufferPool pool)
    {
        Type = type;
        Length = length;
        Pool = pool;
        _validity = validity;
    }

    /// <summary>Type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>Number of values, null or not.</summary>
    public int Length { get; }

    /// <summary>Whether there is a validity bitmap; without one no value is null.</summary>
    public bool HasNulls => _validity is not null;

    /// <summary>Validity bits (<see cref="Bitmap"/>); empty when no value is null.</summary>
    public ReadOnlySpan<ulong> Validity => _validity is null ? default : _validity.AsSpan(0, Bitmap.Words(Length));

    /// <summary>The array behind <see cref="Validity"/>, at least as long; null when no value is null.</summary>
    internal ulong[]? ValidityArray => _validity;

    /// <summary>Bytes the column holds on to.</summary>
    public abstract long Bytes { get; }

    /// <summary>Where the arrays go back to.</summary>
    protected BufferPool Pool { get; }

    /// <summary>Whether the value at a physical row is null.</summary>
    public bool IsNull(int row) => _validity is not null && !Bitmap.Get(_validity, row);

    /// <summary>The value at a physical row as an object, null for null: text for string, symbol, enum and json, array for vector, long for times. For edges of the system, not for loops.</summary>
    public object? Value(int row) => IsNull(row) ? null : Boxed(row);

    /// <summary>Keeps the column.</summary>
    public void Retain()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            throw new ObjectDisposedException(Type.Text, "a column was kept after its last release: a bug in the operator that kept it");
        }
    }

    /// <summary>Lets go of the column; the last one returns its arrays.</summary>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            if (_validity is not null)
            {
                Pool.Return(_validity);
            }

            Free();
        }
        else if (left < 0)
        {
            throw new ObjectDisposedException(Type.Text, "a column was released twice: a bug in the operator that released it");
        }
    }

    /// <summary>A builder for columns of this type (and dictionary) that this column's values can be copied into.</summary>
    public abstract ColumnBuilder NewBuilder(int capacity);

    /// <summary>The values at some physical rows, in that order, in a column of their own.</summary>
    public Column Gather(ReadOnlySpan<int> rows)
    {
        var builder = NewBuilder(rows.Length);
        builder.AppendMany(this, rows);
        return builder.Build();
    }

    /// <summary>The value at a physical row that is known not to be null.</summary>
    protected abstract object Boxed(int row);

    /// <summary>Returns the value arrays to the pool.</summary>
    protected abstract void Free();
}
