using System.Globalization;
using System.Text;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Sources.Mapping;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Reads the values of one column from JSON. A column nobody reads is checked all the same: what is an error must not depend on the rest of the graph.</summary>
internal sealed class JsonCell(ColumnType type, ColumnBuilder? builder)
{
    private const int LongestNumber = 64;

    private byte[] _text = new byte[256];

    private static ReadOnlySpan<byte> Wrapped => "{\"$json\":"u8;

    /// <summary>The time read last, where the column is one.</summary>
    public long Time { get; private set; }

    private string VectorText => string.Create(CultureInfo.InvariantCulture, $"an array of {type.Length} numbers");

    /// <summary>Adds a null.</summary>
    public void Null() => builder?.AppendNull();

    /// <summary>Adds the value the reader stands at, not null; leaves it at its end. What is allowed, when it is something else.</summary>
    public string? Read(ref Utf8JsonReader json, ReadOnlySpan<byte> line) => type.Kind switch
    {
        TypeKind.Bool => Add(json.TokenType is JsonTokenType.True or JsonTokenType.False, json.TokenType == JsonTokenType.True, "true or false"),
        TypeKind.Int32 => ReadInt32(ref json),
        TypeKind.Int64 or TypeKind.Duration => ReadInt64(ref json),
        TypeKind.Timestamp => ReadTime(ref json),
        TypeKind.Float32 => ReadSingle(ref json),
        TypeKind.Float64 => ReadDouble(ref json),
        TypeKind.Decimal => ReadDecimal(ref json),
        TypeKind.Enum => ReadEnum(ref json),
        TypeKind.Vector => ReadVector(ref json),
        TypeKind.Json => ReadJson(ref json, line),
        _ => ReadText(ref json),
    };

    private static bool IsNumber(ref Utf8JsonReader json) => json.TokenType == JsonTokenType.Number;

    private string? Add<T>(bool good, T value, string allowed) where T : unmanaged
    {
        if (good)
        {
            ((ValueBuilder<T>?)builder)?.Append(value);
        }

        return good ? null : allowed;
    }

    private string? ReadInt32(ref Utf8JsonReader json)
    {
        var value = 0;
        return Add(IsNumber(ref json) && json.TryGetInt32(out value), value, "a whole number of 32 bits");
    }

    private string? ReadInt64(ref Utf8JsonReader json)
    {
        var value = 0L;
        return Add(IsNumber(ref json) && json.TryGetInt64(out value), value, type.Kind == TypeKind.Duration ? "whole ns" : "a whole number of 64 bits");
    }

    private string? ReadTime(ref Utf8JsonReader json)
    {
        var value = 0L;
        var good = IsNumber(ref json) && json.TryGetInt64(out value);
        if (json.TokenType == JsonTokenType.String && json.ValueSpan.Length <= LongestNumber)
        {
            Span<char> text = stackalloc char[LongestNumber];
            good = Rfc3339.TryParse(text[..json.CopyString(text)], out value);
        }

        Time = value;
        return Add(good, value, "whole ns since the epoch, or RFC 3339 text such as 2024-01-01T00:00:00.000000001Z");
    }

    private string? ReadSingle(ref Utf8JsonReader json)
    {
        var value = 0f;
        return Add(IsNumber(ref json) && json.TryGetSingle(out value) && float.IsFinite(value), value, "a number");
    }

    private string? ReadDouble(ref Utf8JsonReader json)
    {
        if (!IsNumber(ref json) || !json.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return "a number";
        }

        return Add(SignificantDigits.AreKept(json.ValueSpan, value), value, "a number of at most 15 significant digits; use type decimal for longer ones");
    }

    private string? ReadDecimal(ref Utf8JsonReader json)
    {
        var value = 0m;
        return Add(IsNumber(ref json) && json.TryGetDecimal(out value) && SignificantDigits.AreKept(json.ValueSpan, value), value, "a number of at most 28 significant digits");
    }

    private string? ReadEnum(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            return $"a text, one of {string.Join(", ", type.Names)}";
        }

        var code = type.CodeOf(ColumnType.Unknown);
        for (var i = 0; i < type.Names.Count; i++)
        {
            if (json.ValueTextEquals(type.Names[i]))
            {
                code = (byte)i;
                break;
            }
        }

        return Add(true, code, "");
    }

    private string? ReadText(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            return "a text";
        }

        if (json.ValueSpan.Length > _text.Length)
        {
            _text = new byte[json.ValueSpan.Length * 2];
        }

        var text = _text.AsSpan(0, json.CopyString(_text));
        (builder as SymbolBuilder)?.Append(text);
        (builder as TextBuilder)?.Append(text);
        return null;
    }

    private string? ReadJson(ref Utf8JsonReader json, ReadOnlySpan<byte> line)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        var text = line[start..(int)json.BytesConsumed];
        (builder as TextBuilder)?.Append(text.StartsWith(Wrapped) ? Unwrapped(text) : text);
        return null;
    }

    /// <summary>What the sink wrote of JSON that does not stand on one line as it is: the text in the only member, <c>$json</c>.</summary>
    private static ReadOnlySpan<byte> Unwrapped(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        json.Read();
        json.Read();
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            return text;
        }

        var inner = Encoding.UTF8.GetBytes(json.GetString()!);
        json.Read();
        return json.TokenType == JsonTokenType.EndObject ? inner : text;
    }

    private string? ReadVector(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return VectorText;
        }

        var doubles = builder is VectorBuilder<double> wide ? wide.Append() : default;
        var singles = builder is VectorBuilder<float> narrow ? narrow.Append() : default;
        var count = 0;
        while (json.Read() && json.TokenType == JsonTokenType.Number && count < type.Length)
        {
            if (type.Element == TypeKind.Float32)
            {
                if (!json.TryGetSingle(out var single) || !float.IsFinite(single))
                {
                    return VectorText;
                }

                if (!singles.IsEmpty)
                {
                    singles[count] = single;
                }
            }
            else
            {
                if (!json.TryGetDouble(out var value) || !double.IsFinite(value) || !SignificantDigits.AreKept(json.ValueSpan, value))
                {
                    return VectorText + " of at most 15 significant digits";
                }

                if (!doubles.IsEmpty)
                {
                    doubles[count] = value;
                }
            }

            count++;
        }

        return count == type.Length && json.TokenType == JsonTokenType.EndArray ? null : VectorText;
    }
}
