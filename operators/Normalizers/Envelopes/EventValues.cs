using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sources.Mapping;
using StreamEngine.Time;

namespace StreamEngine.Normalizers;

/// <summary>Reads single values of events and refuses those that do not fit, with their place.</summary>
internal sealed class EventValues
{
    /// <summary>Most characters of a text that is told as it came.</summary>
    public const int LongestText = 1000;

    private const int MostNames = 65_536;

    private SymbolDictionary _names = new("names", MostNames);
    private byte[] _text = new byte[256];

    /// <summary>Holds the reader to the start of an object.</summary>
    public void Object(ref Utf8JsonReader json, string place) => Is(json.TokenType == JsonTokenType.StartObject, ref json, place, "object");

    /// <summary>Holds the reader to the start of a list.</summary>
    public void List(ref Utf8JsonReader json, string place) => Is(json.TokenType == JsonTokenType.StartArray, ref json, place, "array");

    /// <summary>True.</summary>
    public bool True(ref Utf8JsonReader json, string place)
    {
        Is(json.TokenType == JsonTokenType.True, ref json, place, "true");
        return true;
    }

    /// <summary>A number that is kept digit for digit.</summary>
    public double Number(ref Utf8JsonReader json, string place)
    {
        Is(json.TokenType == JsonTokenType.Number, ref json, place, "number");
        var isFinite = json.TryGetDouble(out var value) && double.IsFinite(value);
        Is(isFinite && SignificantDigits.AreKept(json.ValueSpan, value), ref json, place, "a number of at most 15 significant digits");
        return value;
    }

    /// <summary>A number above 0.</summary>
    public double Positive(ref Utf8JsonReader json, string place)
    {
        var value = Number(ref json, place);
        Is(value > 0, ref json, place, "more than 0");
        return value;
    }

    /// <summary>A number of 0 or more.</summary>
    public double NotNegative(ref Utf8JsonReader json, string place)
    {
        var value = Number(ref json, place);
        Is(value >= 0, ref json, place, "0 or more");
        return value;
    }

    /// <summary>A decimal of 0 or more.</summary>
    public decimal Amount(ref Utf8JsonReader json, string place)
    {
        Is(json.TokenType == JsonTokenType.Number, ref json, place, "number");
        var isDecimal = json.TryGetDecimal(out var value);
        Is(isDecimal && SignificantDigits.AreKept(json.ValueSpan, value), ref json, place, "a number of at most 28 significant digits");
        Is(value >= 0, ref json, place, "0 or more");
        return value;
    }

    /// <summary>A whole number of 64 bits.</summary>
    public long Whole(ref Utf8JsonReader json, string place)
    {
        var value = 0L;
        Is(json.TokenType == JsonTokenType.Number && json.TryGetInt64(out value), ref json, place, "a whole number of 64 bits");
        return value;
    }

    /// <summary>A name of an enum; <c>unknown</c> is none.</summary>
    public byte Code(ref Utf8JsonReader json, string place, ColumnType type)
    {
        var names = type.Names;
        if (json.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i] != ColumnType.Unknown && json.ValueTextEquals(names[i]))
                {
                    return (byte)i;
                }
            }
        }

        Is(false, ref json, place, string.Join(" or ", names.Where(name => name != ColumnType.Unknown).Select(name => $"\"{name}\"")));
        return 0;
    }

    /// <summary>A time, RFC 3339 in UTC.</summary>
    public long Time(ref Utf8JsonReader json, string place)
    {
        var ns = 0L;
        var isTime = false;
        if (json is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && json.ValueSpan is { Length: >= 20 and <= Rfc3339.Length } text && text[^1] == (byte)'Z' && text[10] == (byte)'T')
        {
            Span<char> chars = stackalloc char[Rfc3339.Length];
            isTime = Encoding.UTF8.TryGetChars(text, chars, out var written) && Rfc3339.TryParse(chars[..written], out ns);
        }

        Is(isTime, ref json, place, "a time, RFC 3339 in UTC, such as 2024-01-01T00:00:00.25Z");
        return ns;
    }

    /// <summary>A text of so many characters, UTF-8; it stands until the next one.</summary>
    public ReadOnlySpan<byte> Text(ref Utf8JsonReader json, string place, int least, int most)
    {
        Is(json.TokenType == JsonTokenType.String, ref json, place, "string");
        if (_text.Length < json.ValueSpan.Length)
        {
            _text = new byte[json.ValueSpan.Length];
        }

        ReadOnlySpan<byte> text = _text.AsSpan(0, json.CopyString(_text));
        var length = 0;
        foreach (var unit in text)
        {
            length += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        Is(length >= least, ref json, place, $"{least} characters or more");
        Is(length <= most, ref json, place, $"{most} characters or less");
        return text;
    }

    /// <summary>A name: not empty, and the same object for the same text.</summary>
    public string Name(ref Utf8JsonReader json, string place, int most)
    {
        var text = Text(ref json, place, 1, most);
        if (_names.Count >= MostNames - 1)
        {
            _names = new SymbolDictionary("names", MostNames);
        }

        return _names.Text(_names.Code(text));
    }

    private static void Is(bool fits, ref Utf8JsonReader json, string place, string allowed)
    {
        if (fits)
        {
            return;
        }

        var found = json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => ProblemText.Quote(string.Create(CultureInfo.InvariantCulture, $"\"{json.GetString()}\"")),
            JsonTokenType.None => "nothing",
            _ => ProblemText.Quote(Encoding.UTF8.GetString(json.ValueSpan)),
        };
        throw new EventException($"{(place.Length == 0 ? "/" : place)} is {found}; it must be {allowed}");
    }
}
