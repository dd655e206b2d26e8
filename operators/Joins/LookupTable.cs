using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Joins;

/// <summary>The rows of a table by the text of their key.</summary>
internal sealed class LookupTable
{
    private const int Unasked = -1;

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];
    private readonly Dictionary<SymbolDictionary, int[]> _byDictionary = [];
    private SymbolDictionary? _dictionary;
    private int[] _byCode = [];

    /// <summary>An empty table.</summary>
    public LookupTable(JoinShape shape, OperatorContext context) =>
        Rows = new RowStore(shape.Right, JoinOutput.NeedsRight(shape, context.Output), context.Symbols);

    /// <summary>The rows.</summary>
    public RowStore Rows { get; }

    /// <summary>How many.</summary>
    public int Count => _keys.Count;

    /// <summary>Takes over a saved table.</summary>
    public static LookupTable Load(StateReader state, JoinShape shape, OperatorContext context)
    {
        var table = new LookupTable(shape, context);
        foreach (var key in state.Read<List<string>>("keys"))
        {
            table._keys.Add(key);
            table._slots.Add(key, table._keys.Count);
        }

        table.Rows.Load(state);
        return table;
    }

    /// <summary>Adds a row; false when its key is there.</summary>
    public bool Add(string key, Batch batch, int row)
    {
        if (!_slots.TryAdd(key, _keys.Count + 1))
        {
            return false;
        }

        _keys.Add(key);
        Rows.Add(batch, row); // slots count up from 1
        return true;
    }

    /// <summary>The slot of the row with the key of a row; 0 for none.</summary>
    public int Find(Batch batch, int[] by, int row)
    {
        if (by.Length == 1 && batch.Column(by[0]) is SymbolColumn symbols)
        {
            return symbols.IsNull(row) ? 0 : OfCode(symbols, symbols.Codes[row]);
        }

        return KeyTable.TextOf(batch, by, row) is { } key ? _slots.GetValueOrDefault(key) : 0;
    }

    /// <summary>Writes the table.</summary>
    public void Save(StateWriter state)
    {
        state.Write("keys", _keys);
        Rows.Save(state, [.. Enumerable.Range(1, _keys.Count)]);
    }

    private int OfCode(SymbolColumn symbols, int code)
    {
        if (!ReferenceEquals(symbols.Dictionary, _dictionary))
        {
            _dictionary = symbols.Dictionary;
            _byCode = _byDictionary.GetValueOrDefault(_dictionary, []);
        }

        if (code >= _byCode.Length)
        {
            var old = _byCode.Length;
            Array.Resize(ref _byCode, Math.Max(code + 1, Math.Max(16, old * 2)));
            _byCode.AsSpan(old).Fill(Unasked);
            _byDictionary[_dictionary] = _byCode;
        }

        ref var slot = ref _byCode[code];
        return slot != Unasked ? slot : slot = _slots.GetValueOrDefault(symbols.Dictionary.Text(code));
    }
}
