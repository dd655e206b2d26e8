using System.Text;
using System.Text.Json;

namespace StreamEngine.Sources.Recorder;

/// <summary>Tells how a capture is written by how it begins.</summary>
public static class CaptureForms
{
    /// <summary>Bytes of the beginning that are looked at.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Whether a file that begins so was written by a recorder that tells connections (else it is a plain capture, or none).</summary>
    public static bool IsRecorder(ReadOnlySpan<byte> head) => Of(head) != CaptureForm.Plain;

    /// <summary>The form of a file by its first bytes.</summary>
    internal static CaptureForm Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble))
        {
            head = head[Encoding.UTF8.Preamble.Length..];
        }

        head = head.TrimStart("\r\n"u8);
        var end = head.IndexOf((byte)'\n');
        var line = end < 0 ? head : head[..end];
        return line.Length == 0 ? CaptureForm.Plain
            : line[0] == '{' ? (IsRecord(line) ? CaptureForm.Records : CaptureForm.Plain)
            : IsText(line) ? CaptureForm.Text
            : CaptureForm.Plain;
    }

    /// <summary>Whether a line, or what is there of it, begins with the member <c>t</c> of a record.</summary>
    private static bool IsRecord(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            return json.Read() && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("t"u8)
                && json.Read() && json.TokenType == JsonTokenType.String && JsonRecordForm.KindOf(json.ValueSpan) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(TextRecordForm.Configuration))
        {
            return true;
        }

        var blank = line.IndexOf((byte)' ');
        if (blank <= 0)
        {
            return false;
        }

        return line[0] is >= (byte)'0' and <= (byte)'9'
            ? line[blank - 1] == ':'
            : line[..blank].IndexOf("://"u8) > 0 && TextRecordForm.MarkOf(line[blank..], out _) is not null;
    }
}
