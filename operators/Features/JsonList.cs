using System.Buffers;
using System.Text.Json;

namespace StreamEngine.Features;

/// <summary>Writes a list of objects as JSON text: no blanks, members in the order they are written, numbers as the shortest text that reads back as the same double.</summary>
internal sealed class JsonList
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    public JsonList() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { SkipValidation = true });

    /// <summary>An empty list.</summary>
    public static ReadOnlySpan<byte> Empty => "[]"u8;

    /// <summary>The writer of the objects.</summary>
    public Utf8JsonWriter Json => _json;

    /// <summary>Starts over.</summary>
    public void Begin()
    {
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        _json.WriteStartArray();
    }

    /// <summary>Writes an entry of the report's anomalies.</summary>
    public void Anomaly(ReadOnlySpan<byte> type, Severity severity, string note)
    {
        _json.WriteStartObject();
        _json.WriteString("type"u8, type);
        _json.WriteString("severity"u8, severity.Utf8());
        _json.WriteString("note"u8, note);
        _json.WriteEndObject();
    }

    /// <summary>The finished text; it stands until the next <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> End()
    {
        _json.WriteEndArray();
        _json.Flush();
        return _bytes.WrittenSpan;
    }
}
