using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Sinks;

/// <summary>
/// JSON of values that reads back byte for byte. Text of type json that would not (it has line ends, blanks around it, or is no JSON) is written as <c>{"$json": "the text"}</c>; what has no JSON at
/// all (NaN, infinity, bytes that are no UTF-8) is refused.
/// </summary>
internal static class ExactJson
{
    /// <summary>The member that holds JSON as text.</summary>
    public const string Wrapper = "$json";

    private const int MaxDepth = 60;

    /// <summary>Writes one value.</summary>
    /// <exception cref="InvalidDataException">It has no JSON; the message names the column.</exception>
    public static void Write(Utf8JsonWriter json, Field field, Column column, int row, TimeForm times)
    {
        Check(field, column, row);
        if (column.IsNull(row))
        {
            json.WriteNullValue();
        }
        else if (column is TextColumn { Type.Kind: TypeKind.Json } texts)
        {
            WriteJson(json, texts[row]);
        }
        else if (times == TimeForm.Rfc3339 && column is ValueColumn<long> { Type.Kind: TypeKind.Timestamp } stamps)
        {
            JsonlText.WriteTime(json, stamps[row]);
        }
        else
        {
            RowText.WriteValue(json, column, row);
        }
    }

    /// <summary>Refuses a value that does not read back.</summary>
    /// <exception cref="InvalidDataException">The message names column and value.</exception>
    public static void Check(Field field, Column column, int row)
    {
        if (column.IsNull(row))
        {
            return;
        }

        var odd = column switch
        {
            ValueColumn<double> values when !double.IsFinite(values[row]) => values[row].ToString(CultureInfo.InvariantCulture),
            ValueColumn<float> values when !float.IsFinite(values[row]) => values[row].ToString(CultureInfo.InvariantCulture),
            VectorColumn<double> vectors when !IsFinite(vectors[row]) => "a vector with NaN or infinity",
            VectorColumn<float> vectors when !IsFinite(vectors[row]) => "a vector with NaN or infinity",
            TextColumn texts when !Utf8.IsValid(texts[row]) => "text that is not UTF-8",
            _ => null,
        };
        if (odd is not null)
        {
            throw new InvalidDataException($"column '{field.Name}' is {odd}, which a text file cannot hold; write Arrow, or make it null first");
        }
    }

    private static bool IsFinite<T>(ReadOnlySpan<T> values) where T : IFloatingPoint<T>
    {
        foreach (var value in values)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteJson(Utf8JsonWriter json, ReadOnlySpan<byte> text)
    {
        if (ReadsBack(text))
        {
            json.WriteRawValue(text, skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        json.WriteString(Wrapper, text);
        json.WriteEndObject();
    }

    private static bool ReadsBack(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || text.IsEmpty || text[0] is (byte)' ' or (byte)'\t' || text[^1] is (byte)' ' or (byte)'\t' || text.SequenceEqual("null"u8))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            var isWrapper = reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Wrapper);
            while (reader.Read())
            {
                // only whether it reads
            }

            return !isWrapper;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
