using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Time;

namespace StreamEngine.Sinks;

/// <summary>Rows as JSON Lines, collected in one buffer that goes to a stream when it is full.</summary>
internal sealed class JsonlText
{
    private const int FlushAt = 1 << 16;

    private readonly Stream _output;
    private readonly TimeForm _times;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt + 4096);
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _names;
    private readonly JsonEncodedText? _stamps;
    private readonly bool _isExact;

    /// <param name="output">Where the text goes.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="times">How to write times.</param>
    /// <param name="stamps">Name of a last member with the stream time of each row; null for none.</param>
    /// <param name="isExact">Whether JSON that does not come back byte for byte from a line is written as <c>{"$json": "…"}</c>, and a value that has no JSON is refused.</param>
    public JsonlText(Stream output, Schema schema, TimeForm times, string? stamps = null, bool isExact = false)
    {
        _output = output;
        _times = times;
        _isExact = isExact;
        _stamps = stamps is null ? null : JsonEncodedText.Encode(stamps, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _names = [.. schema.Fields.Select(field => JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
    }

    /// <summary>Writes the row at a physical position.</summary>
    public void WriteRow(Batch batch, int row)
    {
        _json.Reset();
        _json.WriteStartObject();
        for (var c = 0; c < _names.Length; c++)
        {
            _json.WritePropertyName(_names[c]);
            if (_isExact)
            {
                ExactJson.Write(_json, batch.Schema[c], batch.Column(c), row, _times);
            }
            else
            {
                WriteValue(batch.Column(c), row);
            }
        }

        if (_stamps is { } stamps)
        {
            _json.WriteNumber(stamps, batch.AtValues[row]);
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            Flush();
        }
    }

    /// <summary>Hands over what is collected.</summary>
    public void Flush()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    private void WriteValue(Column column, int row)
    {
        if (!column.IsNull(row) && _times == TimeForm.Rfc3339 && column is ValueColumn<long> { Type.Kind: TypeKind.Timestamp } times)
        {
            WriteTime(_json, times[row]);
        }
        else if (!column.IsNull(row) && column is TextColumn { Type.Kind: TypeKind.Json } json && json[row].IndexOfAny((byte)'\n', (byte)'\r') >= 0)
        {
            WriteOnOneLine(json[row]);
        }
        else
        {
            RowText.WriteValue(_json, column, row);
        }
    }

    /// <summary>Writes a time as RFC 3339 text.</summary>
    internal static void WriteTime(Utf8JsonWriter json, long ns)
    {
        Span<byte> text = stackalloc byte[Rfc3339.Length];
        json.WriteStringValue(text[..Rfc3339.Format(ns, text)]);
    }

    /// <summary>Valid JSON has line ends between tokens only, where a blank means the same.</summary>
    private void WriteOnOneLine(ReadOnlySpan<byte> json)
    {
        var line = ArrayPool<byte>.Shared.Rent(json.Length);
        json.CopyTo(line);
        var text = line.AsSpan(0, json.Length);
        text.Replace((byte)'\n', (byte)' ');
        text.Replace((byte)'\r', (byte)' ');
        _json.WriteRawValue(text, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(line);
    }
}
