using System.Buffers;
using System.Globalization;
using System.Text;

namespace StreamEngine.Config;

/// <summary>Checks the text of a file before a parser sees it: size, line length, characters.</summary>
internal static class YamlText
{
    private static readonly SearchValues<char> Usual = SearchValues.Create([.. Enumerable.Range(' ', 0x7F - ' ').Select(c => (char)c), '\n', '\r', '\t']);

    public static bool IsAcceptable(SourceText source, Problems problems)
    {
        var bytes = Encoding.UTF8.GetByteCount(source.Text);
        if (bytes > YamlLimits.FileBytes)
        {
            RefuseSize(source.File, bytes, problems);
            return false;
        }

        return LinesAreShort(source, problems) & CharactersAreText(source, problems);
    }

    /// <summary>Whether a character hides text from the reader: control characters, line breaks other than the usual, byte order marks, and signs that turn the direction of the text.</summary>
    public static bool IsHidden(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    public static void RefuseSize(string file, int bytes, Problems problems) =>
        problems.Add(SyntaxErrors.FileTooLarge, new Span(file, 1, 1, 1, 1), null, string.Create(CultureInfo.InvariantCulture, $"the file has {bytes} bytes; it may have at most {YamlLimits.FileBytes} (1 MiB)"));

    private static bool LinesAreShort(SourceText source, Problems problems)
    {
        for (var line = 1; line <= source.LineCount; line++)
        {
            var length = source.Line(line).Length;
            if (length > YamlLimits.LineLength)
            {
                problems.Add(
                    SyntaxErrors.LineTooLong,
                    new Span(source.File, line, 1, line, 1),
                    null,
                    string.Create(CultureInfo.InvariantCulture, $"the line has {length} characters; it may have at most {YamlLimits.LineLength}"));
                return false;
            }
        }

        return true;
    }

    private static bool CharactersAreText(SourceText source, Problems problems)
    {
        var text = source.Text;
        for (var i = 0; text.AsSpan(i).IndexOfAnyExcept(Usual) is >= 0 and var usual; i++)
        {
            i += usual;
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            if (char.IsSurrogate(c) || IsHidden(c))
            {
                problems.Add(
                    SyntaxErrors.BadCharacter,
                    source.SpanOf(i, i + 1),
                    null,
                    $"character U+{(int)c:X4} cannot stand in a file",
                    "remove it, or write it as an escape in double quotes");
                return false;
            }
        }

        return true;
    }
}
