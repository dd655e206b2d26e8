using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Rows as JSON objects, one value a column: times as integer ns, decimals and 64-bit integers digit for digit, floats in shortest round-trip form.</summary>
public static class RowText
{
    private const int MaxDepth = 60;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The row at a physical position; pruned columns and those between a verb and its expressions are left out.</summary>
    public static string Json(Batch batch, int physical)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, batch, physical);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the row as an object.</summary>
    public static void Write(Utf8JsonWriter json, Batch batch, int physical)
    {
        json.WriteStartObject();
        for (var c = 0; c < batch.Schema.Fields.Count; c++)
        {
            if (batch.Find(c) is { } column && column.Type.Kind == batch.Schema[c].Type.Kind && !ShardColumns.IsHidden(batch.Schema[c].Name) && !Expressions.AggregateCall.IsInner(batch.Schema[c].Name))
            {
                json.WritePropertyName(batch.Schema[c].Name);
                WriteValue(json, column, physical);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>Writes one value.</summary>
    public static void WriteValue(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsNull(row))
        {
            json.WriteNullValue();
            return;
        }

        switch (column)
        {
            case ValueColumn<long> c: json.WriteNumberValue(c[row]); break;
            case ValueColumn<double> c: json.WriteNumberValue(c[row]); break;
            case ValueColumn<int> c: json.WriteNumberValue(c[row]); break;
            case ValueColumn<float> c: json.WriteNumberValue(c[row]); break;
            case ValueColumn<decimal> c: json.WriteNumberValue(c[row]); break;
            case ValueColumn<bool> c: json.WriteBooleanValue(c[row]); break;
            case ValueColumn<byte> c: json.WriteStringValue(c.Type.Names[c[row]]); break;
            case SymbolColumn c: json.WriteStringValue(c[row]); break;
            case TextColumn c: WriteText(json, c[row], c.Type.Kind == TypeKind.Json); break;
            case VectorColumn<double> c: WriteAll(json, c[row]); break;
            case VectorColumn<float> c: WriteAll(json, c[row]); break;
            default: throw new NotSupportedException($"no JSON form of {column.Type}: a bug in the engine");
        }
    }

    /// <summary>Text as text and JSON as it is. What is no JSON is kept as text, and bytes that are no UTF-8 in base64, so that nothing of what failed is lost.</summary>
    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> text, bool isJson)
    {
        if (!Utf8.IsValid(text))
        {
            json.WriteStartObject();
            json.WriteBase64String("$base64"u8, text);
            json.WriteEndObject();
        }
        else if (isJson && IsJson(text))
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<double> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
