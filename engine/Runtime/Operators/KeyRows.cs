using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Ordinals of the keys of one batch's rows. A symbol that stood in the row asked for before is not looked up again.</summary>
public ref struct KeyRows
{
    private readonly KeyTable _keys;
    private readonly Batch _batch;
    private readonly int _input;
    private readonly SymbolColumn? _symbols;
    private readonly ReadOnlySpan<int> _codes;
    private int _code = -1;
    private int _ordinal;

    internal KeyRows(KeyTable keys, int input, Batch batch)
    {
        _keys = keys;
        _input = input;
        _batch = batch;
        _codes = keys.Codes(input, batch, out _symbols);
    }

    /// <summary>The ordinal of a physical row, −1 when a key column is null.</summary>
    public int Ordinal(int row)
    {
        if (_symbols is null)
        {
            return _keys.Ordinal(_input, _batch, row);
        }

        var code = _codes[row];
        if (code != _code)
        {
            _ordinal = _keys.OfSymbol(_symbols, code);
            _code = code;
        }

        return _ordinal;
    }
}
