using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Least and greatest value of a column, and its nulls.</summary>
internal abstract class ColumnRange
{
    /// <summary>Rows without a value.</summary>
    public long Nulls { get; protected set; }

    /// <summary>The least value as text; null for columns whose order says nothing.</summary>
    public abstract string? Least { get; }

    /// <summary>The greatest value.</summary>
    public abstract string? Most { get; }

    /// <summary>The range of a column.</summary>
    public static ColumnRange Of(Field field) => field.Type.Kind switch
    {
        TypeKind.Int64 or TypeKind.Duration or TypeKind.Timestamp => new ColumnRange<long>(),
        TypeKind.Int32 => new ColumnRange<int>(),
        TypeKind.Float64 => new ColumnRange<double>(),
        TypeKind.Float32 => new ColumnRange<float>(),
        TypeKind.Decimal => new ColumnRange<decimal>(),
        _ => new ColumnNulls(),
    };

    /// <summary>Takes the rows of a batch.</summary>
    public abstract void Add(Column column, Batch batch);
}

/// <summary>The range of values that have an order.</summary>
internal sealed class ColumnRange<T> : ColumnRange where T : unmanaged, IComparable<T>, IFormattable
{
    private T _least;
    private T _most;
    private bool _isStarted;

    public override string? Least => _isStarted ? _least.ToString(null, CultureInfo.InvariantCulture) : null;

    public override string? Most => _isStarted ? _most.ToString(null, CultureInfo.InvariantCulture) : null;

    public override void Add(Column column, Batch batch)
    {
        var values = (ValueColumn<T>)column;
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Row(i);
            if (values.IsNull(row))
            {
                Nulls++;
                continue;
            }

            var value = values[row];
            if (!_isStarted)
            {
                (_least, _most, _isStarted) = (value, value, true);
            }
            else if (value.CompareTo(_least) < 0)
            {
                _least = value;
            }
            else if (value.CompareTo(_most) > 0)
            {
                _most = value;
            }
        }
    }
}

/// <summary>The nulls of a column whose values have no order that says something.</summary>
internal sealed class ColumnNulls : ColumnRange
{
    public override string? Least => null;

    public override string? Most => null;

    public override void Add(Column column, Batch batch)
    {
        for (var i = 0; column.HasNulls && i < batch.Count; i++)
        {
            Nulls += column.IsNull(batch.Row(i)) ? 1 : 0;
        }
    }
}
