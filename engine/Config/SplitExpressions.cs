namespace StreamEngine.Config;

/// <summary>Finds expressions that YAML split at a comma inside <c>{ }</c> or <c>[ ]</c>, and keys there without a value.</summary>
internal static class SplitExpressions
{
    private const string Help = "write it in block style, one key a line, or quote the expression";

    /// <summary>The entries of a <c>{ }</c> map with the pieces of each split expression put together and marked broken.</summary>
    public static List<YamlEntry> InMap(List<YamlEntry> entries, SourceText source, Problems problems)
    {
        var kept = new List<YamlEntry>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (HasNoValue(entry))
            {
                ReportLone(entry, source, problems);
                continue;
            }

            if (entry.Value is not YamlScalar { Style: ScalarStyle.Plain, IsBroken: false } first || !MayBeOpen(first.Value))
            {
                kept.Add(entry);
                continue;
            }

            var last = i;
            var (balance, inQuote) = Brackets.Count(first.Value);
            while ((balance > 0 || inQuote) && last + 1 < entries.Count && (HasNoValue(entries[last + 1]) || balance > 0) && entries[last + 1].Value is YamlScalar)
            {
                last++;
                var more = Brackets.Count(source.Text[OffsetOf(entries[last].Key, source)..EndOf(entries[last], source)], inQuote);
                (balance, inQuote) = (balance + more.Balance, more.InQuote);
            }

            if (last == i && balance <= 0)
            {
                kept.Add(entry); // an apostrophe
                continue;
            }

            kept.Add(entry with { Value = Report(first, EndOf(entries[last], source), last > i, source, problems) });
            i = last;
        }

        return kept;
    }

    /// <summary>The items of a <c>[ ]</c> list with the pieces of each split expression put together and marked broken.</summary>
    public static List<YamlNode> InList(List<YamlNode> items, SourceText source, Problems problems)
    {
        var kept = new List<YamlNode>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not YamlScalar { Style: ScalarStyle.Plain, IsBroken: false } first || !Brackets.AreOpen(first.Value))
            {
                kept.Add(items[i]);
                continue;
            }

            var last = i;
            var (balance, inQuote) = Brackets.Count(first.Value);
            while (balance > 0 && last + 1 < items.Count && items[last + 1] is YamlScalar next)
            {
                last++;
                var more = Brackets.Count(next.Value, inQuote);
                (balance, inQuote) = (balance + more.Balance, more.InQuote);
            }

            kept.Add(Report(first, End(items[last].Span, source), last > i, source, problems));
            i = last;
        }

        return kept;
    }

    private static bool MayBeOpen(string text) => Brackets.Count(text) is { Balance: > 0 } or { InQuote: true };

    private static bool HasNoValue(YamlEntry entry) =>
        entry.Value is YamlScalar { Style: ScalarStyle.Plain, Value: "", IsBroken: false };

    private static YamlScalar Report(YamlScalar first, int end, bool split, SourceText source, Problems problems)
    {
        var start = OffsetOf(first, source);
        var text = source.Text[start..end];
        var span = source.SpanOf(start, end);
        var found = split ? "YAML split this expression at a comma" : "this expression leaves a bracket open";
        var isWhole = split && span.Line == span.EndLine && Brackets.Count(text) is { Balance: 0, InQuote: false } && text.AsSpan().IndexOfAny("\"\\") < 0;
        problems.Add(SyntaxErrors.SplitAtComma, span, null, $"{found}: {ProblemText.Quote(text)}", isWhole ? Suggestion.Replace(Help, text, $"\"{text}\"") : Help);
        return new YamlScalar(text, ScalarStyle.Plain, span) { IsBroken = true };
    }

    private static void ReportLone(YamlEntry entry, SourceText source, Problems problems)
    {
        if (Brackets.Count(entry.Name).Balance < 0)
        {
            problems.Add(SyntaxErrors.SplitAtComma, entry.Key.Span, null, $"YAML split this expression at a comma: {entry.Key.Shown} is its last piece", Help);
            return;
        }

        var hasColon = source.Text.AsSpan(End(entry.Key.Span, source), OffsetOf(entry.Value, source) - End(entry.Key.Span, source)).Contains(':');
        var name = entry.Name;
        var colon = name.IndexOf(':');
        Suggestion help = hasColon ? "write '~' for null"
            : colon > 0 && colon == name.LastIndexOf(':') && colon + 1 < name.Length && name.Take(colon).All(c => char.IsAsciiLetterLower(c) || c == '_')
                ? Suggestion.Replace("write a space behind the colon", name, $"{name[..colon]}: {name[(colon + 1)..]}")
            : colon >= 0 ? "write a space behind the colon"
            : $"write '{entry.Name}: value'; if it is part of an expression that YAML split at a comma, write that in block style or quote it";
        problems.Add(SyntaxErrors.KeyWithoutValue, entry.Key.Span, null, $"the key {entry.Key.Shown} has no value inside '{{ }}'", help);
    }

    private static int EndOf(YamlEntry entry, SourceText source) =>
        Math.Max(End(entry.Key.Span, source), HasNoValue(entry) ? 0 : End(entry.Value.Span, source));

    private static int OffsetOf(YamlNode node, SourceText source) => source.StartOf(node.Span.Line) + node.Span.Column - 1;

    private static int End(Span span, SourceText source) => source.StartOf(span.EndLine) + span.EndColumn - 1;
}
