using System.Text;

namespace StreamEngine.Data;

/// <summary>
/// The texts of one symbol column: append-only, ordered by first appearance, limited. A code indexes arrays and nothing else: where order or identity
/// outside the run matters, use <see cref="Text"/> (DESIGN § 2).
/// </summary>
/// <remarks>Safe to read while another thread adds.</remarks>
public sealed class SymbolDictionary
{
    /// <summary>Most texts unless the run says otherwise.</summary>
    public const int DefaultLimit = 1_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _limit;
    private volatile string[] _texts = new string[16];
    private volatile int _count;

    /// <summary>An empty dictionary.</summary>
    public SymbolDictionary(string name, int limit = DefaultLimit)
    {
        Name = name;
        _limit = limit;
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The column the dictionary is named after.</summary>
    public string Name { get; }

    /// <summary>Texts so far.</summary>
    public int Count => _count;

    /// <summary>The text of a code.</summary>
    public string Text(int code) => _texts[code];

    /// <summary>The code of a text, added if it is new.</summary>
    /// <exception cref="InvalidDataException">The dictionary is full.</exception>
    public int Code(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            return _lookup.TryGetValue(text, out var code) ? code : Add(text.ToString());
        }
    }

    /// <summary>The code of a UTF-8 text, added if it is new.</summary>
    public int Code(ReadOnlySpan<byte> utf8)
    {
        const int OnStack = 128;
        if (utf8.Length > OnStack)
        {
            return Code(Encoding.UTF8.GetString(utf8));
        }

        Span<char> text = stackalloc char[OnStack];
        return Code(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }

    /// <summary>The code of a text that is known, or −1.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            return _lookup.TryGetValue(text, out var code) ? code : -1;
        }
    }

    private int Add(string text)
    {
        if (_count == _limit)
        {
            throw new InvalidDataException($"column '{Name}' has more than {_limit} different values; use type string instead of symbol");
        }

        var texts = _texts;
        if (_count == texts.Length)
        {
            Array.Resize(ref texts, texts.Length * 2);
        }

        texts[_count] = text;
        _texts = texts;
        _codes.Add(text, _count);
        return _count++;
    }
}
