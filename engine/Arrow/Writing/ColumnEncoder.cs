using StreamEngine.Data;

namespace StreamEngine.Arrow.Writing;

/// <summary>Collects the rows of one column for the next record batch, in Arrow's layout. Values where null are zero, so that the bytes depend on the rows alone.</summary>
internal abstract class ColumnEncoder(Field field)
{
    private readonly BitBuffer _validity = new();

    /// <summary>The column.</summary>
    protected Field Field { get; } = field;

    /// <summary>Rows collected.</summary>
    protected int Rows { get; private set; }

    /// <summary>An encoder for a column.</summary>
    public static ColumnEncoder For(Field field) => field.Type.Kind switch
    {
        TypeKind.Bool => new BoolEncoder(field),
        TypeKind.Int32 => new FixedEncoder<int>(field),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new FixedEncoder<long>(field),
        TypeKind.Float32 => new FixedEncoder<float>(field),
        TypeKind.Float64 => new FixedEncoder<double>(field),
        TypeKind.Decimal => new DecimalEncoder(field),
        TypeKind.String or TypeKind.Json => new TextEncoder(field),
        TypeKind.Symbol => new SymbolEncoder(field),
        TypeKind.Enum => new EnumEncoder(field),
        TypeKind.Vector when field.Type.Element == TypeKind.Float32 => new VectorEncoder<float>(field),
        TypeKind.Vector => new VectorEncoder<double>(field),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Type.Text, "no Arrow encoder: a bug in the engine"),
    };

    /// <summary>Adds consecutive physical rows.</summary>
    public void AppendRange(Column source, int from, int count)
    {
        if (source.HasNulls)
        {
            _validity.AppendRange(source.Validity, from, count);
        }
        else
        {
            _validity.AppendSet(count);
        }

        CopyRange(source, from, count);
        Rows += count;
    }

    /// <summary>Adds some physical rows.</summary>
    public void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        if (source.HasNulls)
        {
            _validity.AppendRows(source.Validity, rows);
        }
        else
        {
            _validity.AppendSet(rows.Length);
        }

        CopyRows(source, rows);
        Rows += rows.Length;
    }

    /// <summary>Adds node and buffers of what was collected.</summary>
    public void Lay(Body body)
    {
        if (_validity.Cleared > 0 && !Field.Nullable)
        {
            throw new InvalidOperationException($"column '{Field.Name}' is not nullable but holds a null: a bug in the operator that made it");
        }

        body.Node(Rows, _validity.Cleared);
        body.Bits(_validity.Cleared > 0 ? _validity.Written : default);
        LayValues(body);
    }

    /// <summary>Forgets what was collected.</summary>
    public void Clear()
    {
        _validity.Clear();
        ClearValues();
        Rows = 0;
    }

    /// <summary>Adds consecutive values.</summary>
    protected abstract void CopyRange(Column source, int from, int count);

    /// <summary>Adds some values.</summary>
    protected abstract void CopyRows(Column source, ReadOnlySpan<int> rows);

    /// <summary>Adds the buffers behind the validity bitmap.</summary>
    protected abstract void LayValues(Body body);

    /// <summary>Forgets the values.</summary>
    protected abstract void ClearValues();

    /// <summary>Counts rows that carry no validity of their own.</summary>
    protected void CountValid(int count)
    {
        _validity.AppendSet(count);
        Rows += count;
    }
}
