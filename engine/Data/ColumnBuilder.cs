namespace StreamEngine.Data;

/// <summary>Collects values of one column. After <see cref="Build"/> it is empty and can be filled again; it starts with room for as many values as the last time.</summary>
public abstract class ColumnBuilder
{
    private ulong[]? _validity;

    /// <summary>An empty builder.</summary>
    protected ColumnBuilder(ColumnType type, BufferPool pool)
    {
        Type = type;
        Pool = pool;
    }

    /// <summary>Type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>Values so far.</summary>
    public int Count { get; protected set; }

    /// <summary>Where arrays come from.</summary>
    protected BufferPool Pool { get; }

    /// <summary>A builder for a type; symbol columns take the dictionary named <paramref name="name"/>.</summary>
    public static ColumnBuilder For(string name, ColumnType type, SymbolTables symbols, BufferPool pool, int capacity) => type.Kind switch
    {
        TypeKind.Bool => new ValueBuilder<bool>(type, pool, capacity),
        TypeKind.Int32 => new ValueBuilder<int>(type, pool, capacity),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => new ValueBuilder<long>(type, pool, capacity),
        TypeKind.Float32 => new ValueBuilder<float>(type, pool, capacity),
        TypeKind.Float64 => new ValueBuilder<double>(type, pool, capacity),
        TypeKind.Decimal => new ValueBuilder<decimal>(type, pool, capacity),
        TypeKind.Enum => new ValueBuilder<byte>(type, pool, capacity),
        TypeKind.Symbol => new SymbolBuilder(symbols[name], pool, capacity),
        TypeKind.String or TypeKind.Json => new TextBuilder(type, pool, capacity),
        TypeKind.Vector when type.Element == TypeKind.Float32 => new VectorBuilder<float>(type, pool, capacity),
        TypeKind.Vector => new VectorBuilder<double>(type, pool, capacity),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Text, "no builder: a bug in the engine"),
    };

    /// <summary>Adds a null.</summary>
    public void AppendNull()
    {
        AppendDefault();
        MarkNull(Count - 1);
    }

    /// <summary>Adds the value of a column of the same type at a physical row, null included. Symbols go over by text when the dictionaries differ.</summary>
    public void AppendFrom(Column source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            AppendValueFrom(source, row);
        }
    }

    /// <summary>Adds the values of a column of the same type at some physical rows.</summary>
    public virtual void AppendMany(Column source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows)
        {
            AppendFrom(source, row);
        }
    }

    /// <summary>Adds values of one column of several batches: value i is that of the physical row <paramref name="rows"/>[i] of batch <paramref name="of"/>[i].</summary>
    public virtual void AppendMany(ReadOnlySpan<Batch> batches, int column, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            AppendFrom(batches[of[i]].Column(column), rows[i]);
        }
    }

    /// <summary>Adds a value given as <see cref="Column.Value"/> gives it.</summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public void AppendObject(object? value)
    {
        if (value is null)
        {
            AppendNull();
        }
        else
        {
            AppendBoxed(value);
        }
    }

    /// <summary>Forgets what was added behind the first <paramref name="count"/> values.</summary>
    public virtual void Truncate(int count)
    {
        if (count >= Count)
        {
            return;
        }

        for (var row = count; _validity is not null && row < Count; row++)
        {
            Bitmap.Set(_validity, row, true);
        }

        Count = count;
    }

    /// <summary>The column of what was added; the builder is empty afterwards.</summary>
    public Column Build()
    {
        var column = Take(TakeValidity());
        Count = 0;
        return column;
    }

    /// <summary>Gives all arrays back without building.</summary>
    public void Clear() => Build().Release();

    /// <summary>Adds a placeholder for a null.</summary>
    protected abstract void AppendDefault();

    /// <summary>Adds a value known not to be null.</summary>
    protected abstract void AppendValueFrom(Column source, int row);

    /// <summary>Adds a boxed value known not to be null.</summary>
    protected abstract void AppendBoxed(object value);

    /// <summary>Hands over the value arrays.</summary>
    protected abstract Column Take(ulong[]? validity);

    private void MarkNull(int row)
    {
        var words = Bitmap.Words(row + 1);
        if (_validity is null)
        {
            _validity = Pool.Rent<ulong>(Math.Max(words, 16));
            Array.Fill(_validity, ulong.MaxValue);
        }
        else if (words > _validity.Length)
        {
            Grow(words);
        }

        Bitmap.Set(_validity, row, false);
    }

    private void Grow(int words)
    {
        var old = _validity!;
        var wider = Pool.Rent<ulong>(Math.Max(words, old.Length * 2));
        old.CopyTo(wider, 0);
        wider.AsSpan(old.Length).Fill(ulong.MaxValue);
        Pool.Return(old);
        _validity = wider;
    }

    private ulong[]? TakeValidity()
    {
        if (_validity is not null && Bitmap.Words(Count) > _validity.Length)
        {
            Grow(Bitmap.Words(Count));
        }

        var taken = _validity;
        _validity = null;
        return taken;
    }
}
