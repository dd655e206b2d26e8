namespace StreamEngine.Data;

/// <summary>Collects symbols.</summary>
public sealed class SymbolBuilder : ColumnBuilder
{
    private int[] _codes = [];
    private int[][] _sources = [];
    private int _usual;

    /// <summary>An empty builder over a dictionary.</summary>
    public SymbolBuilder(SymbolDictionary dictionary, BufferPool pool, int capacity) : base(ColumnType.Symbol, pool)
    {
        Dictionary = dictionary;
        Reserve(capacity);
    }

    /// <summary>The texts.</summary>
    public SymbolDictionary Dictionary { get; }

    /// <summary>Adds a code of <see cref="Dictionary"/>.</summary>
    public void AppendCode(int code)
    {
        if (Count == _codes.Length)
        {
            Reserve(Math.Max(Count + 1, _usual));
        }

        _codes[Count++] = code;
    }

    /// <summary>Adds many codes, which the caller writes: what the span holds before is undefined. It is good until the next value.</summary>
    public Span<int> Extend(int count)
    {
        if (Count + count > _codes.Length)
        {
            Reserve(Math.Max(Count + count, _usual));
        }

        Count += count;
        return _codes.AsSpan(Count - count, count);
    }

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<char> text) => AppendCode(Dictionary.Code(text));

    /// <summary>Adds a UTF-8 text.</summary>
    public void Append(ReadOnlySpan<byte> utf8) => AppendCode(Dictionary.Code(utf8));

    /// <inheritdoc/>
    public override void AppendMany(Column source, ReadOnlySpan<int> rows)
    {
        var symbols = (SymbolColumn)source;
        if (source.HasNulls || !ReferenceEquals(symbols.Dictionary, Dictionary))
        {
            base.AppendMany(source, rows);
            return;
        }

        Reserve(Count + rows.Length);
        var from = symbols.Codes;
        var to = _codes.AsSpan(Count, rows.Length);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[rows[i]];
        }

        Count += rows.Length;
    }

    /// <inheritdoc/>
    public override void AppendMany(ReadOnlySpan<Batch> batches, int column, ReadOnlySpan<int> of, ReadOnlySpan<int> rows)
    {
        if (_sources.Length < batches.Length)
        {
            _sources = new int[Math.Max(batches.Length, 2 * _sources.Length)][];
        }

        for (var i = 0; i < batches.Length; i++)
        {
            var source = (SymbolColumn)batches[i].Column(column);
            if (source.HasNulls || !ReferenceEquals(source.Dictionary, Dictionary))
            {
                base.AppendMany(batches, column, of, rows);
                return;
            }

            _sources[i] = source.Array;
        }

        Reserve(Count + rows.Length);
        var to = _codes.AsSpan(Count, rows.Length);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = _sources[of[i]][rows[i]];
        }

        Count += rows.Length;
        Array.Clear(_sources); // they are the batches', not to be kept
    }

    /// <inheritdoc/>
    protected override void AppendDefault() => AppendCode(0);

    /// <inheritdoc/>
    protected override void AppendValueFrom(Column source, int row)
    {
        var symbols = (SymbolColumn)source;
        AppendCode(ReferenceEquals(symbols.Dictionary, Dictionary) ? symbols.Codes[row] : Dictionary.Code(symbols[row]));
    }

    /// <inheritdoc/>
    protected override void AppendBoxed(object value) => Append((string)value);

    /// <inheritdoc/>
    protected override Column Take(ulong[]? validity)
    {
        var codes = _codes.Length == 0 ? Pool.Rent<int>(1) : _codes;
        _codes = [];
        _usual = Count;
        return new SymbolColumn(Dictionary, codes, Count, validity, Pool);
    }

    private void Reserve(int capacity)
    {
        if (capacity <= _codes.Length)
        {
            return;
        }

        var wider = Pool.Rent<int>(Math.Max(capacity, _codes.Length * 2));
        _codes.AsSpan(0, Count).CopyTo(wider);
        if (_codes.Length > 0)
        {
            Pool.Return(_codes);
        }

        _codes = wider;
    }
}
