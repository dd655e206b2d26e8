using System.Text;
using YamlDotNet.Core;

namespace StreamEngine.Config;

/// <summary>Reads YAML text into a tree with places. Nothing is deserialised: only the parser's events are used, and limits are checked on them.</summary>
public static class YamlReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads one document whose top is a map.</summary>
    /// <param name="file">Name of the file for messages.</param>
    /// <param name="text">Its text, with or without a byte order mark.</param>
    /// <param name="problems">Receives SE1xxx; several in one file where reading can go on, one after a syntax error.</param>
    /// <returns>The tree, in which values with a problem are marked broken; null when the text could not be read to its end.</returns>
    public static YamlMap? Read(string file, string text, Problems problems)
    {
        var source = new SourceText(file, text.StartsWith('\uFEFF') ? text[1..] : text);
        problems.Keep(file, source.Text);
        if (!YamlText.IsAcceptable(source, problems))
        {
            return null;
        }

        var events = new YamlEvents(source);
        try
        {
            return new YamlTree(events, problems).ReadDocument();
        }
        catch (YamlRefusedException refused)
        {
            problems.Add(refused.Code, refused.Span, null, refused.Message, refused.Help);
        }
        catch (YamlException e)
        {
            SyntaxProblem.Report(e.Message, checked((int)e.Start.Index), events, problems);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException && events.IsParsing)
        {
            // YamlDotNet loses its own state on some broken texts; the place is where it last stood.
            SyntaxProblem.Report("", events.LastEnd, events, problems);
        }

        return null;
    }

    /// <summary>Reads the bytes of a file; refuses those that are not UTF-8 and names the place of the first.</summary>
    public static YamlMap? Read(string file, ReadOnlySpan<byte> utf8, Problems problems)
    {
        if (utf8.Length > YamlLimits.FileBytes)
        {
            YamlText.RefuseSize(file, utf8.Length, problems);
            return null;
        }

        try
        {
            return Read(file, Strict.GetString(utf8), problems);
        }
        catch (DecoderFallbackException e)
        {
            var before = new SourceText(file, Encoding.UTF8.GetString(utf8[..Math.Clamp(e.Index, 0, utf8.Length)]));
            var bytes = string.Join(' ', (e.BytesUnknown ?? []).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
            problems.Add(SyntaxErrors.BadCharacter, before.SpanOf(before.Text.Length, before.Text.Length), null, $"bytes {bytes} are not UTF-8", "save the file as UTF-8");
            return null;
        }
    }
}
