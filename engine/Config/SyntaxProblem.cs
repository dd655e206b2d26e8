using System.Globalization;

namespace StreamEngine.Config;

/// <summary>Says in our words what the YAML parser refused.</summary>
internal static class SyntaxProblem
{
    private const int LongestKey = 1024; // of the YAML specification

    /// <summary>Reports the one problem at which parsing ended.</summary>
    /// <param name="message">What YamlDotNet said; empty when it broke down.</param>
    /// <param name="offset">Where it said so.</param>
    /// <param name="events">What was read before.</param>
    /// <param name="problems">Receives the problem.</param>
    public static void Report(string message, int offset, YamlEvents events, Problems problems)
    {
        var source = events.Source;
        offset = Math.Clamp(offset, 0, source.Text.Length);
        var from = source.LineOf(events.Open.TryPeek(out var open) && open.Flow ? Math.Min(open.Start, offset) : offset);
        if (problems.Any(problem => problem.Span.File == source.File && problem.Span.Line >= from))
        {
            return; // what was said about these lines is why they cannot be read
        }

        var found = LostToComment(offset, message, events) ?? Known(message, offset, events) ?? Other(message, offset, events);
        problems.Add(found.Code, source.SpanOf(found.Start, found.End), null, found.Message, found.Help);
    }

    private static Finding? Known(string message, int offset, YamlEvents events)
    {
        var text = events.Source.Text;
        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

        if (Says(" tab ") || Says("a tab") || (Says("cannot start any token") && CharAt(text, offset) == '\t'))
        {
            return Tab(offset, events.Source);
        }

        if (Says("scanning a tag") || Says("parsing a tag") || Says("tag handle"))
        {
            var (at, end) = BlockText.Property(text, offset, '!');
            return new(SyntaxErrors.Tag, at, end, $"YAML reads {ProblemText.Quote(text[at..end])} as a tag; tags are not allowed", "quote text that begins with '!'; in an expression write 'not'");
        }

        if (Says("alias") && CharAt(text, offset) == '*')
        {
            return new(SyntaxErrors.Alias, offset, offset + 1, "YAML reads a text that begins with '*' as an alias; aliases are not allowed", "quote text that begins with '*'");
        }

        if (Says("anchor"))
        {
            return new(SyntaxErrors.Anchor, offset, offset + 1, "YAML reads a text that begins with '&' as an anchor; anchors are not allowed", "quote text that begins with '&'");
        }

        if (Says("directive"))
        {
            return new(SyntaxErrors.Directive, offset, BlockText.LineEnd(text, offset), "directives such as '%YAML' are not allowed", "remove the line");
        }

        if (Says("escape"))
        {
            return new(SyntaxErrors.Escape, offset, offset + 1, "this text in double quotes has an escape that YAML does not know", "write \\\\ for a backslash, or use single quotes");
        }

        if (Says("quoted scalar"))
        {
            return new(SyntaxErrors.UnclosedQuote, offset, offset + 1, $"the quote {CharAt(text, offset)} that opens here is not closed where its text ends", "close it; write a quote inside single quotes twice");
        }

        if (Says("invalid mapping") || Says("mapping values are not allowed"))
        {
            return Colon(offset, events.LastEnd, events.Source);
        }

        if (Says("cannot start any token"))
        {
            return new(SyntaxErrors.BadStart, offset, offset + 1, $"a value cannot start with '{CharAt(text, offset)}'", "quote the text");
        }

        if (events.Open.TryPeek(out var open) && open.Flow)
        {
            return message.Length == 0 ? BrokenFlow(offset, open.Start, events.Source) : InFlow(offset, open.Start, events.Source);
        }

        return Says("block mapping") || Says("document") || Says("block collection") || Says("node content") ? InBlock(offset, events.Source) : null;
    }

    private static Finding Other(string message, int offset, YamlEvents events)
    {
        var reason = message.Contains("entries are not allowed", StringComparison.OrdinalIgnoreCase) ? "a list item '- ' cannot start here; it stands on a line of its own"
            : message.Contains("keys are not allowed", StringComparison.OrdinalIgnoreCase) ? "'? ' cannot stand here; quote text that begins with '?'"
            : events.Open.TryPeek(out var open) && open.Flow ? $"the text inside the '{CharAt(events.Source.Text, open.Start)}' of line {events.Source.LineOf(open.Start)} cannot be read as YAML"
            : "the text cannot be read as YAML from here";
        return new(SyntaxErrors.Unreadable, offset, offset + 1, reason, null);
    }

    // '{ where: f(x) # note }': the comment swallowed the bracket.
    private static Finding? LostToComment(int offset, string message, YamlEvents events)
    {
        var text = events.Source.Text;
        if (!events.Open.TryPeek(out var open) || !open.Flow)
        {
            return null;
        }

        var line = events.Source.LineOf(Math.Max(events.LastEnd, open.Start));
        var from = events.LastEnd > open.Start ? events.LastEnd : open.Start + 1;
        var end = BlockText.LineEnd(text, events.Source.StartOf(line));
        for (var at = from; at < end; at++)
        {
            if (text[at] == '#' && at > 0 && text[at - 1] is ' ' or '\t')
            {
                var lost = text.AsSpan(at, end - at);
                return (offset >= at || message.Length == 0) && (lost.IndexOfAny("})]") >= 0 || Brackets.AreOpen(text[from..at]))
                    ? new(SyntaxErrors.LostToComment, at, end, "a '#' behind a space starts a comment, and a bracket that is open before it is not closed", "quote the text, or move the comment to a line of its own")
                    : null;
            }
        }

        return null;
    }

    private static Finding Tab(int offset, SourceText source)
    {
        for (var line = source.LineOf(offset); line <= source.LineCount; line++)
        {
            var shown = source.Line(line);
            var blanks = shown.Length - shown.TrimStart(" \t").Length;
            var tab = shown[..blanks].IndexOf('\t');
            if (tab >= 0 && blanks < shown.Length)
            {
                var at = source.StartOf(line) + tab;
                return new(SyntaxErrors.Tab, at, at + 1, "a tab stands in the indentation; YAML indents with spaces only", "replace the tab by spaces");
            }
        }

        return new(SyntaxErrors.Tab, offset, offset + 1, "a tab stands where YAML allows only spaces", "replace the tab by spaces");
    }

    private static Finding Colon(int offset, int read, SourceText source)
    {
        var line = source.LineOf(offset);
        if (LineWithoutKey(read, line, source) is { } without)
        {
            return NoColon(without, source);
        }

        var start = source.StartOf(line);
        var before = source.Text.AsSpan(start, offset - start);
        var isKeyAlone = before.Trim(" -").IndexOfAny(" :,([{'\"") < 0 && CharAt(source.Text, offset) == ':';
        if (isKeyAlone && line > 1)
        {
            var at = start + before.Length - before.TrimStart().Length;
            if (LineAboveWithoutKey(line, at - start, source) is { } above)
            {
                return NoColon(above, source);
            }

            return new(SyntaxErrors.Indentation, at, offset, $"the key {ProblemText.Quote(source.Text[at..offset].TrimStart('-', ' '))} is indented below a line that already has a value, or follows a line without ':'", "indent keys of one map alike, and end each key with ': '");
        }

        return new(SyntaxErrors.ColonInText, offset, offset + 1, "a ': ' inside a text makes what is before it a key", "quote the text");
    }

    // the first line behind what was read that is no 'key: value', above the line at which the parser noticed
    private static int? LineWithoutKey(int read, int noticed, SourceText source)
    {
        for (var line = source.LineOf(read); line < noticed; line++)
        {
            var text = source.Line(line).Trim();
            if (source.StartOf(line) >= read && text.Length > 0 && text[0] != '#')
            {
                return text.Contains(':') || text.StartsWith("- ") ? null : line;
            }
        }

        return null;
    }

    // the line above a key, when it is indented alike and is no 'key: value'
    private static int? LineAboveWithoutKey(int line, int indent, SourceText source)
    {
        for (var above = line - 1; above > 0; above--)
        {
            var text = source.Line(above);
            var trimmed = text.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                return text.Length - text.TrimStart().Length == indent && !trimmed.Contains(':') && !trimmed.StartsWith("- ") ? above : null;
            }
        }

        return null;
    }

    private static Finding NoColon(int line, SourceText source)
    {
        var text = source.Line(line);
        var start = source.StartOf(line) + text.Length - text.TrimStart().Length;
        return new(SyntaxErrors.NoColon, start, source.StartOf(line) + text.TrimEnd().Length, $"line {line} has no ': '; in a map each line is 'key: value'", "add the colon and a value, or indent the line below the text it belongs to");
    }

    // The parser broke down behind offset: at a key in the middle of a text, or because the bracket is never closed.
    private static Finding BrokenFlow(int offset, int opened, SourceText source)
    {
        var text = source.Text;
        var end = BlockText.LineEnd(text, offset);
        var start = offset;
        while (start < end && text[start] is ':' or ',' or ' ')
        {
            start++;
        }

        var colon = start < end ? text.AsSpan(start, end - start).IndexOf(": ") : -1;
        return colon >= 0
            ? new(SyntaxErrors.ColonInText, start + colon, start + colon + 1, "a ': ' inside a text makes what is before it a key", "quote the text")
            : Unclosed(opened, $"not closed before line {source.LineOf(offset) + 1}, which is not indented below it", source);
    }

    private static Finding Unclosed(int opened, string how, SourceText source)
    {
        var bracket = CharAt(source.Text, opened);
        return new(SyntaxErrors.Unclosed, opened, opened + 1, $"the '{bracket}' that opens here is {how}", $"close it with '{(bracket == '[' ? ']' : '}')}', and indent the lines inside it");
    }

    private static Finding InFlow(int offset, int opened, SourceText source)
    {
        var bracket = CharAt(source.Text, opened) is '[' or '{' ? CharAt(source.Text, opened) : '[';
        var close = bracket == '[' ? ']' : '}';
        while (offset < source.Text.Length && char.IsWhiteSpace(source.Text[offset]))
        {
            offset++;
        }

        if (offset >= source.Text.Length || (source.LineOf(offset) > source.LineOf(opened) && CharAt(source.Text, offset) is not (',' or '}' or ']' or '[' or '{')))
        {
            return Unclosed(opened, "never closed", source);
        }

        var found = CharAt(source.Text, offset);
        if (found == ':')
        {
            return new(SyntaxErrors.ColonInText, offset, offset + 1, "a ': ' inside a text makes what is before it a key", "quote the text");
        }

        var opensAt = source.SpanOf(opened, opened);
        var place = string.Create(CultureInfo.InvariantCulture, $"{opensAt.Line}:{opensAt.Column}");
        var what = found is '[' or '{' or ']' or '}' or ',' ? $"'{found}' cannot stand here" : $"'{found}' stands where ',' or '{close}' is expected";
        return new(SyntaxErrors.UnexpectedBracket, offset, offset + 1, $"{what}, inside the '{bracket}' that opens at {place}", "quote a text that has brackets or commas, or write it in block style");
    }

    private static Finding InBlock(int offset, SourceText source)
    {
        var found = CharAt(source.Text, offset);
        if (found is ']' or '}' or ',')
        {
            return new(SyntaxErrors.UnexpectedBracket, offset, offset + 1, $"'{found}' cannot stand here: no bracket is open", "remove it, or quote the text");
        }

        var line = source.LineOf(offset);
        if (found == ':' && offset - source.StartOf(line) > LongestKey)
        {
            return new(SyntaxErrors.BadKey, source.StartOf(line), source.StartOf(line) + 1, $"the key has more than {LongestKey} characters", null);
        }

        var end = BlockText.LineEnd(source.Text, offset);
        var shown = source.Text.AsSpan(offset, end - offset);
        if (shown.Length > 0 && !shown.Contains(':') && !shown.StartsWith("- "))
        {
            return new(SyntaxErrors.NoColon, offset, end, $"line {line} has no ': '; in a map each line is 'key: value'", "add the colon and a value, or indent the line below the text it belongs to");
        }

        if (WithoutBlank(shown) is { } key)
        {
            return new(SyntaxErrors.NoColon, offset, end, $"there is no blank behind the ':' of '{key}', so the line has no key", Suggestion.Replace($"write '{key}: …'", $"{key}:", $"{key}: "));
        }

        var blanks = offset - source.StartOf(line);
        var levels = string.Join(" or ", LevelsAbove(line, source));
        return new(SyntaxErrors.Indentation, offset, end, levels.Length == 0 ? $"line {line} is indented so that it belongs to none of the lines above" : $"line {line} is indented by {blanks}, and keys above it by {levels}", "indent keys of one map alike");
    }

    // 'from:trades'
    private static string? WithoutBlank(ReadOnlySpan<char> shown)
    {
        var colon = shown.IndexOf(':');
        var key = colon > 0 ? shown[..colon] : [];
        var isKey = key.Length > 0 && colon + 1 < shown.Length && char.IsAsciiLetterOrDigit(shown[colon + 1]) && shown[(colon + 1)..].IndexOf(':') < 0;
        foreach (var c in key)
        {
            isKey &= char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';
        }

        return isKey ? key.ToString() : null;
    }

    // how far the keys are indented that a line could go on with, outermost first
    private static IEnumerable<int> LevelsAbove(int line, SourceText source)
    {
        var levels = new List<int>();
        for (var above = line - 1; above > 0 && (levels.Count == 0 || levels[^1] > 0); above--)
        {
            var text = source.Line(above);
            var indent = text.Length - text.TrimStart(' ').Length;
            if (text.Trim().Length > 0 && text.TrimStart()[0] != '#' && (levels.Count == 0 || indent < levels[^1]))
            {
                levels.Add(indent);
            }
        }

        return Enumerable.Reverse(levels);
    }

    private static char CharAt(string text, int offset) => offset < text.Length ? text[offset] : ' ';

    private sealed record Finding(string Code, int Start, int End, string Message, Suggestion? Help);
}
