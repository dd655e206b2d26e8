using System.Text;

namespace StreamEngine.Cli.Fixing;

/// <summary>A text file as it is stored: what stands in it, and whether it began with a byte order mark, so that writing it back changes nothing else.</summary>
/// <param name="Text">The text, without the mark.</param>
/// <param name="HasMark">Whether it began with one.</param>
internal sealed record FileText(string Text, bool HasMark)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of the file.</summary>
    public byte[] Bytes => [.. HasMark ? Encoding.UTF8.Preamble : [], .. Strict.GetBytes(Text)];

    /// <summary>Reads bytes; null when they are not UTF-8.</summary>
    public static FileText? Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.StartsWith('\uFEFF') ? new FileText(text[1..], true) : new FileText(text, false);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
