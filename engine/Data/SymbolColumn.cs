namespace StreamEngine.Data;

/// <summary>A column of symbol codes with the dictionary that gives their texts.</summary>
public sealed class SymbolColumn : Column
{
    private readonly int[] _codes;

    /// <summary>Takes over the arrays.</summary>
    public SymbolColumn(SymbolDictionary dictionary, int[] codes, int length, ulong[]? validity, BufferPool pool)
        : base(ColumnType.Symbol, length, validity, pool)
    {
        Dictionary = dictionary;
        _codes = codes;
    }

    /// <summary>The texts.</summary>
    public SymbolDictionary Dictionary { get; }

    /// <summary>The codes; where null, undefined.</summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, Length);

    /// <inheritdoc/>
    public override long Bytes => _codes.Length * 4L + Validity.Length * 8L;

    /// <summary>The array behind <see cref="Codes"/>, at least as long.</summary>
    internal int[] Array => _codes;

    /// <summary>The text at a physical row; undefined where null.</summary>
    public string this[int row] => Dictionary.Text(_codes[row]);

    /// <inheritdoc/>
    public override ColumnBuilder NewBuilder(int capacity) => new SymbolBuilder(Dictionary, Pool, capacity);

    /// <inheritdoc/>
    protected override object Boxed(int row) => this[row];

    /// <inheritdoc/>
    protected override void Free() => Pool.Return(_codes);
}
