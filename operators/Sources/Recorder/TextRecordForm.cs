using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace StreamEngine.Sources.Recorder;

/// <summary>
/// cryptofeed's older recorder: <c>time: text</c> received, <c>URL -&gt; time: text</c> answered, <c>ADDRESS &lt;- time: text</c> sent, <c>ADDRESS &lt;-&gt; time</c> connected,
/// <c>configuration: …</c> what was recorded. The lines do not tell their connection.
/// </summary>
internal sealed class TextRecordForm(int maxText) : IRecordForm
{
    private int _textStart;
    private int _addressLength;

    /// <summary>How the line begins that says what was recorded.</summary>
    public static ReadOnlySpan<byte> Configuration => "configuration: "u8;

    /// <summary>What the mark behind an address says, and how long it is with its blanks; null for no mark.</summary>
    public static RecordKind? MarkOf(ReadOnlySpan<byte> rest, out int length)
    {
        RecordKind? kind = rest.StartsWith(" <-> "u8) ? RecordKind.Connect : rest.StartsWith(" <- "u8) ? RecordKind.Send : rest.StartsWith(" -> "u8) ? RecordKind.Http : null;
        length = kind is null ? 0 : kind == RecordKind.Connect ? 5 : 4;
        return kind;
    }

    /// <inheritdoc/>
    public string? ReadHead(ReadOnlySpan<byte> line, CaptureRecord record)
    {
        record.Clear();
        if (line.StartsWith(Configuration))
        {
            return null;
        }

        var start = 0;
        _addressLength = 0;
        record.Kind = RecordKind.Recv;
        if (line.Length > 0 && line[0] is < (byte)'0' or > (byte)'9')
        {
            var blank = line.IndexOf((byte)' ');
            if (blank <= 0 || MarkOf(line[blank..], out var mark) is not { } kind)
            {
                return "1: a line is 'time: text', 'URL -> time: text', 'ADDRESS <- time: text', 'ADDRESS <-> time' or 'configuration: …'";
            }

            (record.Kind, _addressLength, start) = (kind, blank, blank + mark);
        }

        var rest = line[start..];
        var end = record.Kind == RecordKind.Connect ? rest.Length : rest.IndexOf(": "u8);
        if (end < 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{start + 1}: there is no time followed by a colon, a blank and the text");
        }

        if (!RecordTime.TryRead(rest[..end], out var ts))
        {
            return RecordTime.Refusal(start + 1, rest[..end]);
        }

        record.Ts = ts;
        _textStart = Math.Min(line.Length, start + end + 2);
        return null;
    }

    /// <inheritdoc/>
    public string? ReadBody(ReadOnlySpan<byte> line, CaptureRecord record)
    {
        var text = line[_textStart..];
        if (text.Length > maxText)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_textStart + 1}: the frame is longer than max_frame, {maxText} bytes");
        }

        if (!Utf8.IsValid(line))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_textStart + 1}: the text is not valid UTF-8");
        }

        record.UrlBuffer.Write(line[.._addressLength]);
        record.TextBuffer.Write(text);
        return null;
    }
}
