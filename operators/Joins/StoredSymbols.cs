using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>Symbols by slot: codes of one dictionary, that of the first column put in. Saved as text.</summary>
internal sealed class StoredSymbols(SymbolDictionary own) : StoredColumn
{
    private SymbolDictionary? _dictionary;
    private int[] _codes = [];

    public override Column Spread(ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, int length, BufferPool pool)
    {
        var codes = pool.Rent<int>(length);
        for (var i = 0; i < slots.Length; i++)
        {
            codes[rows.IsEmpty ? i : rows[i]] = _codes[slots[i]];
        }

        return new SymbolColumn(_dictionary ?? own, codes, length, Validity(rows, slots, length, pool), pool);
    }

    protected override void Resize(int slots) => Array.Resize(ref _codes, slots);

    protected override void Copy(Column source, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        var from = (SymbolColumn)source;
        _dictionary ??= from.Dictionary;
        if (ReferenceEquals(_dictionary, from.Dictionary))
        {
            var codes = from.Codes;
            for (var i = 0; i < rows.Length; i++)
            {
                _codes[slots[i]] = codes[rows[i]];
            }

            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _codes[slots[i]] = from.IsNull(rows[i]) ? 0 : _dictionary.Code(from[rows[i]]);
        }
    }

    protected override void SaveValues(StateWriter state, ReadOnlySpan<int> slots)
    {
        var texts = new string[slots.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = IsNull(slots[i]) ? "" : _dictionary!.Text(_codes[slots[i]]);
        }

        state.Write("values", texts);
    }

    protected override void LoadValues(StateReader state)
    {
        _dictionary = own;
        var texts = state.Read<string[]>("values");
        for (var i = 0; i < texts.Length; i++)
        {
            _codes[i + 1] = IsNull(i + 1) ? 0 : own.Code(texts[i]);
        }
    }
}
