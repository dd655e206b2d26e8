using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>What is in a recording, for people, in 80 columns.</summary>
internal static class InspectionText
{
    private const int Head = 10;
    private const int MostCounts = 12;

    private static readonly string Indent = new(' ', Head);

    public static string Of(Inspection inspection)
    {
        var text = new StringBuilder();
        Line(text, "file", inspection.File);
        Line(text, "form", inspection.Form);
        Line(text, "rows", Numbers.Count(inspection.Rows));
        if (inspection.First is { } first && inspection.Last is { } last)
        {
            var by = inspection.TimeColumn == "ts" ? "" : $" by {inspection.TimeColumn}";
            Line(text, "first", UtcTime.Text(first) + by);
            Line(text, "last", $"{UtcTime.Text(last)} ({Numbers.Span(last - first)} later)");
            Line(text, "gaps", Gaps(inspection));
            Line(text, "order", Order(inspection));
        }

        Counts(text, "kinds", inspection.ByKind);
        Counts(text, "symbols", inspection.BySymbol);
        if (inspection.Rows > 0)
        {
            Line(text, "twice", Twice(inspection));
        }

        foreach (var ids in inspection.Ids.Where(i => i.Least is not null || i.NotNumbers > 0))
        {
            Line(text, "ids", Ids(ids));
        }

        foreach (var finding in inspection.Findings)
        {
            Line(text, "found", finding);
        }

        if (inspection.Columns.Count > 0)
        {
            Line(text, "schema", inspection.Schema ?? "no name");
            text.Append(Columns(inspection).Text(Terminal.Width, "  "));
        }

        return text.Append('\n').ToString();
    }

    private static TextTable Columns(Inspection inspection)
    {
        var table = new TextTable("column", "type", ">nulls", "least", "most", "unit");
        foreach (var column in inspection.Columns)
        {
            table.Add(column.Name, column.Type, column.Nullable ? Numbers.Count(column.Nulls) : "-", Value(column, column.Least), Value(column, column.Most), column.Unit ?? "");
        }

        return table;
    }

    /// <summary>A bound of a range; those of times would leave no room for the types, and are in <c>--json</c>.</summary>
    private static string Value(InspectedColumn column, string? value) =>
        value is null || column.Type == "timestamp" ? "" : value;

    private static string Gaps(Inspection inspection)
    {
        var longest = inspection.LongestSilenceRow == 0 ? "no time passes between rows"
            : $"longest {Numbers.Span(inspection.LongestSilenceNs)}, behind row {Numbers.Count(inspection.LongestSilenceRow)} at {UtcTime.Text(inspection.LongestSilenceAt)}";
        return inspection.GapNs is { } over
            ? $"{longest}; {Numbers.Count(inspection.Gaps)} of more than {Numbers.Span(over)}{(inspection.Gaps == 0 ? "" : $", {Numbers.Span(inspection.GapsNs)} in all")}"
            : longest;
    }

    private static string Order(Inspection inspection) => inspection.BackSteps == 0
        ? $"{inspection.TimeColumn} never runs back"
        : $"{inspection.TimeColumn} runs back {Times(inspection.BackSteps)}, by {Numbers.Span(inspection.LargestBackStepNs)} at most, first at row {Numbers.Count(inspection.FirstBackStepRow)}";

    private static string Twice(Inspection inspection)
    {
        var window = $"one of the {Numbers.Count(inspection.Window)} different rows before";
        return inspection.Duplicates switch
        {
            0 => $"no row equals {window} it",
            1 => $"row {Numbers.Count(inspection.FirstDuplicateRow)} equals {window} it",
            _ => $"{Numbers.Count(inspection.Duplicates)} rows equal {window} them, first row {Numbers.Count(inspection.FirstDuplicateRow)}",
        };
    }

    private static string Ids(IdFindings ids)
    {
        var parts = new List<string>();
        if (ids.Least is { } least)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{ids.Column} {least} to {ids.Most}"));
            parts.Add(ids.Kind switch
            {
                "row" when ids.Missing == 0 => "none missing",
                "row" => $"{Numbers.Count(ids.Missing!.Value)} missing" + First(ids),
                "message" when ids.Gaps == 0 => "each one higher than that before",
                "message" => $"{Numbers.Count(ids.Gaps)} steps of more than one (a message may stand for several)" + First(ids),
                _ when ids.Gaps == 0 => "each message follows the one before",
                _ => $"messages are missing in {Numbers.Count(ids.Gaps)} places" + First(ids),
            });
        }

        if (ids.NotNumbers > 0)
        {
            parts.Add($"{Numbers.Count(ids.NotNumbers)} rows have a {ids.Column} that is no number");
        }

        if (ids.Repeated > 0)
        {
            parts.Add($"{Numbers.Count(ids.Repeated)} repeated");
        }

        if (ids.BackSteps > 0)
        {
            parts.Add($"runs back {Times(ids.BackSteps)}");
        }

        return string.Join("; ", parts);
    }

    private static string First(IdFindings ids) => ids.FirstGap is null ? "" : $", first {ids.FirstGap}";

    private static string Times(long count) => count == 1 ? "once" : $"{Numbers.Count(count)} times";

    private static void Counts(StringBuilder text, string head, IReadOnlyDictionary<string, long> counts)
    {
        if (counts.Count == 0)
        {
            return;
        }

        var most = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostCounts).Select(c => $"{c.Key} {Numbers.Count(c.Value)}");
        Line(text, head, string.Join(", ", most) + (counts.Count > MostCounts ? $" and {Numbers.Count(counts.Count - MostCounts)} more" : ""));
    }

    private static void Line(StringBuilder text, string head, string what) =>
        text.Append(head.PadRight(Head)).Append(Wrapped.Lines(what, Terminal.Width - Head, Indent)).Append('\n');
}
