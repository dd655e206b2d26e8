using System.Buffers;
using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Sinks;

/// <summary>Rows as CSV text, collected in one buffer that goes to a stream when it is full.</summary>
/// <param name="output">Where the text goes.</param>
/// <param name="times">How to write times.</param>
/// <param name="stamps">Name of a last column with the stream time of each row; null for none.</param>
/// <param name="isExact">Whether a float that is no number, which does not read back, is refused.</param>
internal sealed class CsvText(Stream output, TimeForm times, string? stamps = null, bool isExact = false)
{
    private const int FlushAt = 1 << 16;
    private const int LongestNumber = 64;

    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private byte[] _buffer = new byte[FlushAt + 4096];
    private int _length;

    /// <summary>Writes the names of the columns.</summary>
    public void WriteHeader(Schema schema)
    {
        for (var c = 0; c < schema.Fields.Count; c++)
        {
            Separate(c);
            WriteText(schema[c].Name);
        }

        if (stamps is not null)
        {
            Separate(schema.Fields.Count);
            WriteText(stamps);
        }

        EndRow();
    }

    /// <summary>Writes the row at a physical position.</summary>
    public void WriteRow(Batch batch, int row)
    {
        for (var c = 0; c < batch.Schema.Fields.Count; c++)
        {
            Separate(c);
            var column = batch.Column(c);
            if (!column.IsNull(row))
            {
                if (isExact)
                {
                    ExactJson.Check(batch.Schema[c], column, row);
                }

                WriteValue(column, row);
            }
        }

        if (stamps is not null)
        {
            Separate(batch.Schema.Fields.Count);
            WriteNumber(batch.AtValues[row]);
        }

        EndRow();
    }

    /// <summary>Hands over what is collected.</summary>
    public void Flush()
    {
        output.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void WriteValue(Column column, int row)
    {
        switch (column)
        {
            case ValueColumn<long> { Type.Kind: TypeKind.Timestamp } c when times == TimeForm.Rfc3339:
                _length += Rfc3339.Format(c[row], Room(Rfc3339.Length));
                break;
            case ValueColumn<long> c: WriteNumber(c[row]); break;
            case ValueColumn<double> c: WriteNumber(c[row]); break;
            case ValueColumn<int> c: WriteNumber(c[row]); break;
            case ValueColumn<float> c: WriteNumber(c[row]); break;
            case ValueColumn<decimal> c: WriteNumber(c[row]); break;
            case ValueColumn<bool> c: WriteRaw(c[row] ? "true"u8 : "false"u8); break;
            case ValueColumn<byte> c: WriteText(c.Type.Names[c[row]]); break;
            case SymbolColumn c: WriteText(c[row]); break;
            case TextColumn c: WriteText(c[row]); break;
            case VectorColumn<double> c: WriteVector(c[row]); break;
            case VectorColumn<float> c: WriteVector(c[row]); break;
            default: throw new NotSupportedException($"no CSV form of {column.Type}: a bug in the engine");
        }
    }

    private void WriteNumber<T>(T value) where T : IUtf8SpanFormattable
    {
        value.TryFormat(Room(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void WriteVector<T>(ReadOnlySpan<T> values) where T : IUtf8SpanFormattable
    {
        WriteRaw("\"["u8);
        for (var i = 0; i < values.Length; i++)
        {
            Separate(i);
            WriteNumber(values[i]);
        }

        WriteRaw("]\""u8);
    }

    private void WriteText(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        WriteText(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private void WriteText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 0 && utf8.IndexOfAny(Special) < 0)
        {
            WriteRaw(utf8);
            return;
        }

        WriteRaw("\""u8);
        for (var quote = utf8.IndexOf((byte)'"'); quote >= 0; quote = utf8.IndexOf((byte)'"'))
        {
            WriteRaw(utf8[..(quote + 1)]);
            WriteRaw("\""u8);
            utf8 = utf8[(quote + 1)..];
        }

        WriteRaw(utf8);
        WriteRaw("\""u8);
    }

    private void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private void Separate(int column)
    {
        if (column > 0)
        {
            WriteRaw(","u8);
        }
    }

    private void EndRow()
    {
        WriteRaw("\n"u8);
        if (_length >= FlushAt)
        {
            Flush();
        }
    }

    private Span<byte> Room(int bytes)
    {
        if (_length + bytes > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_length + bytes, _buffer.Length * 2));
        }

        return _buffer.AsSpan(_length);
    }
}
