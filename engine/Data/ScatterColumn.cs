namespace StreamEngine.Data;

/// <summary>A column in the making whose values are set by physical row, so that it lines up with the columns of a batch it is added to. Rows not set are undefined or null.</summary>
public abstract class ScatterColumn
{
    /// <summary>Starts over for a batch of a physical length.</summary>
    public abstract void Begin(int capacity);

    /// <summary>Makes the value of a physical row null.</summary>
    public abstract void SetNull(int row);

    /// <summary>The finished column.</summary>
    public abstract Column Build();

    /// <summary>A scatter column for a type; fixed-width types and texts only.</summary>
    public static ScatterColumn For(ColumnType type, BufferPool pool) => type.Kind switch
    {
        TypeKind.Bool => new ScatterColumn<bool>(type, pool),
        TypeKind.Int32 => new ScatterColumn<int>(type, pool),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new ScatterColumn<long>(type, pool),
        TypeKind.Float32 => new ScatterColumn<float>(type, pool),
        TypeKind.Float64 => new ScatterColumn<double>(type, pool),
        TypeKind.Decimal => new ScatterColumn<decimal>(type, pool),
        TypeKind.Enum => new ScatterColumn<byte>(type, pool),
        TypeKind.String or TypeKind.Json => new ScatterText(type, pool),
        _ => throw new NotSupportedException($"a feature cannot append a column of type {type}; use a batch operator"),
    };
}
