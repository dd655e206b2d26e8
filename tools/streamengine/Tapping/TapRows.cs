using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Tapping;

/// <summary>Rows of a tap as JSON Lines: <c>{"at":…,"price":…}</c>, times as integer ns. Secrets are masked, a text longer than <see cref="MostText"/> is cut and says so.</summary>
internal sealed class TapRows(Schema schema, SecretMask mask)
{
    /// <summary>Most characters of a text.</summary>
    public const int MostText = 4_096;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Rows written since the last <see cref="Take"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that wait.</summary>
    public int Bytes => _buffer.WrittenCount;

    /// <summary>Adds a row of a batch that has the columns of the schema, and maybe others.</summary>
    public void Add(Batch batch, int row)
    {
        var physical = batch.Row(row);
        _json.Reset(_buffer);
        _json.WriteStartObject();
        if (!schema.Has("at"))
        {
            _json.WriteNumber("at", batch.At(row));
        }

        foreach (var field in schema.Fields)
        {
            _json.WritePropertyName(field.Name);
            Write(batch.Column(field.Name), physical);
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        Count++;
    }

    /// <summary>The lines so far, valid until the next row.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        Count = 0;
        var lines = _buffer.WrittenMemory;
        _buffer.ResetWrittenCount();
        return lines;
    }

    private void Write(Column column, int row)
    {
        if (column.IsNull(row) || column is not (SymbolColumn or TextColumn))
        {
            RowText.WriteValue(_json, column, row);
            return;
        }

        var text = (string)column.Value(row)!;
        var shown = mask.Of(text);
        var isWhole = shown.Length <= MostText;
        shown = isWhole ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown.AsSpan(0, MostText)}… ({text.Length} characters)");
        if (column is TextColumn { Type.Kind: TypeKind.Json } && isWhole && ReferenceEquals(shown, text))
        {
            _json.WriteRawValue(text.ReplaceLineEndings(" ")); // line ends stand between tokens only
        }
        else
        {
            _json.WriteStringValue(shown);
        }
    }
}
