using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>What is in a recording, for people, in 80 columns.</summary>
internal static class InspectionText
{
    private const int Head = 10;

    private static readonly string Indent = new(' ', Head);

    public static string Of(Inspection inspection)
    {
        var text = new StringBuilder();
        Line(text, "file", inspection.File);
        Line(text, "form", inspection.Form);
        Line(text, "rows", Numbers.Count(inspection.Rows));
        if (inspection.First is { } first && inspection.Last is { } last)
        {
            Line(text, "first", UtcTime.Text(first));
            Line(text, "last", $"{UtcTime.Text(last)} ({Numbers.Span(last - first)} later)");
        }

        Counts(text, "kinds", inspection.ByKind);
        Counts(text, "symbols", inspection.BySymbol);
        foreach (var finding in inspection.Findings)
        {
            Line(text, "found", finding);
        }

        if (inspection.Columns.Count > 0)
        {
            var table = new TextTable("column", "type", "null", "unit");
            foreach (var column in inspection.Columns)
            {
                table.Add(column.Name, column.Type, column.Nullable ? "yes" : "no", column.Unit ?? "");
            }

            Line(text, "schema", inspection.Schema ?? "no name");
            text.Append(table.Text(Terminal.Width, "  "));
        }

        return text.Append('\n').ToString();
    }

    private static void Counts(StringBuilder text, string head, IReadOnlyDictionary<string, long> counts)
    {
        if (counts.Count > 0)
        {
            Line(text, head, string.Join(", ", counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {Numbers.Count(c.Value)}")));
        }
    }

    private static void Line(StringBuilder text, string head, string what) =>
        text.Append(head.PadRight(Head)).Append(Wrapped.Lines(what, Terminal.Width - Head, Indent)).Append('\n');
}
