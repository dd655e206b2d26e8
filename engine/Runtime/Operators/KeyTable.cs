using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.State;

namespace StreamEngine.Runtime;

/// <summary>Numbers the keys of a node 0, 1, … in order of first appearance, over all its inputs. Ordinals index arrays; order between keys goes by <see cref="Text"/>.</summary>
public sealed class KeyTable
{
    /// <summary>Most keys of a node.</summary>
    public const int Limit = 1_000_000;

    private readonly int[][] _columns;
    private readonly bool _bySymbol;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<ulong> _starts = [];
    private readonly NumberKeys? _numbers;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<SymbolDictionary, int[]> _byDictionary = [];
    private SymbolDictionary? _dictionary;
    private int[] _byCode = [];

    /// <summary>Keys of the given columns, looked up in each input's schema.</summary>
    public KeyTable(IReadOnlyList<string> key, IReadOnlyList<Schema?> inputs)
    {
        _columns = [.. inputs.Select(schema => key.Select(name => schema?.IndexOf(name) ?? -1).ToArray())];
        _bySymbol = key.Count == 1 && inputs.All(schema => schema?.Find(key[0]) is null or { Type.Kind: TypeKind.Symbol });
        _numbers = key.Count is 1 or 2 && inputs.All(schema => key.All(name => schema?.Find(name) is null or { Type.Kind: TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration })) ? new NumberKeys(key.Count == 2) : null;
        IsKeyed = key.Count > 0;
        if (!IsKeyed)
        {
            Add("");
        }
    }

    /// <summary>Whether the node has a key at all.</summary>
    public bool IsKeyed { get; }

    /// <summary>Keys so far.</summary>
    public int Count => _starts.Count;

    /// <summary>The key's values as text; several are joined by a tab.</summary>
    public string Text(int ordinal) => _numbers is null ? _texts[ordinal] : new string(Characters(ordinal, stackalloc char[NumberKeys.MostText]));

    /// <summary>Orders two keys as the UTF-8 bytes of their texts are ordered.</summary>
    internal int Compare(int x, int y)
    {
        var (left, right) = (_starts[x], _starts[y]);
        return left != right ? left.CompareTo(right) : x == y ? 0 : KeyOrder.Compare(Characters(x, stackalloc char[NumberKeys.MostText]), Characters(y, stackalloc char[NumberKeys.MostText]));
    }

    /// <summary>The first bytes of the text as a number: where they differ for two keys, they have the order of the keys.</summary>
    internal ulong StartOf(int ordinal) => _starts[ordinal];

    /// <summary>The ordinal of a physical row of an input's batch, −1 when a key column is null.</summary>
    public int Ordinal(int input, Batch batch, int row)
    {
        if (!IsKeyed)
        {
            return 0;
        }

        var columns = _columns[input];
        if (_bySymbol)
        {
            var symbols = (SymbolColumn)batch.Column(columns[0]);
            return symbols.IsNull(row) ? -1 : OfCode(symbols, symbols.Codes[row]);
        }

        return _numbers is not null ? OfNumbers(_numbers, batch, columns, row) : TextOf(batch, columns, row, _text) is { } text ? OfText(text) : -1;
    }

    /// <summary>Whether a row of an input's batch may have a null key.</summary>
    public bool MayBeNull(int input, Batch batch)
    {
        foreach (var column in _columns[input])
        {
            if (batch.Column(column).HasNulls)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The ordinals of the rows of an input's batch.</summary>
    public KeyRows Of(int input, Batch batch) => new(this, input, batch);

    /// <summary>
    /// The ordinals of rows, by place among them, when the key is one symbol column (or there is none) and every row has a key that is known: what goes by columns goes row by row else, so that keys are numbered in the
    /// order in which rows are taken.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="ordinals">One place a row.</param>
    public bool TryFind(int input, Rows rows, Span<int> ordinals)
    {
        if (!IsKeyed)
        {
            ordinals.Clear();
            return true;
        }

        var codes = Codes(input, rows.Batch, out var symbols);
        if (symbols is null || rows.Count == 0)
        {
            return rows.Count == 0;
        }

        Take(symbols.Dictionary);
        rows.Values(codes, ordinals);
        var byCode = _byCode;
        var all = 0;
        foreach (ref var ordinal in ordinals)
        {
            if ((uint)ordinal >= (uint)byCode.Length)
            {
                return false;
            }

            ordinal = byCode[ordinal];
            all |= ordinal;
        }

        return all >= 0;
    }

    /// <summary>The codes of a batch whose key is one symbol column without nulls; empty for any other.</summary>
    internal ReadOnlySpan<int> Codes(int input, Batch batch, out SymbolColumn? symbols)
    {
        symbols = IsKeyed && _bySymbol ? (SymbolColumn)batch.Column(_columns[input][0]) : null;
        if (symbols is null || symbols.HasNulls)
        {
            symbols = null;
            return default;
        }

        return symbols.Codes;
    }

    /// <summary>The ordinal of a symbol.</summary>
    internal int OfSymbol(SymbolColumn symbols, int code) => OfCode(symbols, code);

    /// <summary>The key's values as text, several joined by a tab; null when one is null.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="columns">Positions of the key's columns.</param>
    /// <param name="row">Physical row.</param>
    public static string? TextOf(Batch batch, IReadOnlyList<int> columns, int row) => TextOf(batch, columns, row, new StringBuilder());

    /// <summary>Writes the keys in order.</summary>
    public void Save(StateWriter state) => state.Write("keys", Enumerable.Range(0, Count).Select(Text).ToList());

    /// <summary>Reads the keys back.</summary>
    public void Load(StateReader state)
    {
        var texts = state.Read<List<string>>("keys");
        _texts.Clear();
        _starts.Clear();
        _numbers?.Clear();
        _ordinals.Clear();
        _byDictionary.Clear();
        _dictionary = null;
        foreach (var text in texts)
        {
            if (_numbers is not null)
            {
                _numbers.Restore(text);
                _starts.Add(KeyOrder.StartOf(text));
            }
            else
            {
                _ordinals.Add(text, _texts.Count);
                Add(text);
            }
        }
    }

    private static string? TextOf(Batch batch, IReadOnlyList<int> columns, int row, StringBuilder text)
    {
        text.Clear();
        foreach (var column in columns)
        {
            if (batch.Column(column).Value(row) is not { } value)
            {
                return null;
            }

            text.Append(CultureInfo.InvariantCulture, $"{value}\t");
        }

        text.Length--;
        return text.ToString();
    }

    private int OfCode(SymbolColumn symbols, int code)
    {
        Take(symbols.Dictionary);
        if (code >= _byCode.Length)
        {
            var old = _byCode.Length;
            Array.Resize(ref _byCode, Math.Max(code + 1, Math.Max(16, old * 2)));
            _byCode.AsSpan(old).Fill(-1);
            _byDictionary[symbols.Dictionary] = _byCode;
        }

        ref var ordinal = ref _byCode[code];
        return ordinal >= 0 ? ordinal : ordinal = OfText(symbols.Dictionary.Text(code));
    }

    /// <summary>A renamed column keeps the dictionary of its old name: the same text has other codes there.</summary>
    private void Take(SymbolDictionary dictionary)
    {
        if (!ReferenceEquals(dictionary, _dictionary))
        {
            _dictionary = dictionary;
            _byCode = _byDictionary.GetValueOrDefault(dictionary, []);
        }
    }

    private int OfText(string text)
    {
        if (_ordinals.TryGetValue(text, out var ordinal))
        {
            return ordinal;
        }

        CheckLimit();
        _ordinals.Add(text, _texts.Count);
        Add(text);
        return _texts.Count - 1;
    }

    private int OfNumbers(NumberKeys numbers, Batch batch, int[] columns, int row)
    {
        var ordinal = numbers.Find(batch, columns, row, out var value);
        if (ordinal == numbers.Count)
        {
            CheckLimit();
            numbers.Add(value);
            _starts.Add(KeyOrder.StartOf(Characters(ordinal, stackalloc char[NumberKeys.MostText])));
        }

        return ordinal;
    }

    private ReadOnlySpan<char> Characters(int ordinal, Span<char> to) => _numbers is null ? _texts[ordinal] : _numbers.Text(ordinal, to);

    private void CheckLimit()
    {
        if (Count == Limit)
        {
            throw new InvalidDataException($"more than {Limit} different keys");
        }
    }

    private void Add(string text)
    {
        _texts.Add(text);
        _starts.Add(KeyOrder.StartOf(text));
    }
}
