using System.Text;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>The metric reference of the market report in Markdown: each field with unit, operator and when it is null, and what the operators' doc comments say of formula, source and edge cases.</summary>
internal static class ReportFieldsPage
{
    /// <summary>File name of the page.</summary>
    public const string File = "report-fields.md";

    /// <summary>The page.</summary>
    public static string Of(IReadOnlyList<OperatorDescription> operators)
    {
        var text = new StringBuilder(
            """
            # The market report, field by field

            Every field of the [report](report.md) with its unit, what it is, which operator computes it and when it is null. Formulae, sources and edge cases stand below, by operator. The same is given out by
            `GET /definitions` of a [server](../serving.md), and by the page that it serves.

            | field | unit | what it is | by | null when |
            |---|---|---|---|---|

            """);
        foreach (var field in ReportFields.All)
        {
            text.Append($"| `{field.Pointer}` | {field.Unit} | {field.What}{(field.Formula.Length > 0 ? $" `{field.Formula}`" : "")} | {string.Join(", ", field.Operators.Select(o => $"[{o}](#{o})"))} | {(field.NullWhen.Length > 0 ? field.NullWhen : "never")} |\n");
        }

        text.Append("\n`/liquidity/profile` is left out while fewer than 10 trades are in its window. A list of levels, walls, vacuums or anomalies can be empty.\n");
        foreach (var name in ReportFields.All.SelectMany(f => f.Operators).Distinct())
        {
            Operator(text, name, OperatorFormula.Of(operators.First(o => o.Name == name)));
        }

        return text.Append("\n[All operators](README.md)\n").ToString();
    }

    private static void Operator(StringBuilder text, string name, OperatorFormula of)
    {
        text.Append($"\n## {name}\n\n{of.Summary}\n\n");
        foreach (var line in of.Formula.Split('\n'))
        {
            text.Append($"    {line}".TrimEnd()).Append('\n');
        }

        var fields = string.Join(", ", ReportFields.All.Where(f => f.Operators.Contains(name)).Select(f => $"`{f.Pointer}`"));
        text.Append($"\n- Fields: {fields}\n");
        if (of.Source.Length > 0)
        {
            text.Append($"- Source: {of.Source}\n");
        }

        text.Append($"- Edge cases: {of.EdgeCases}\n- Options, warm-up, cost, memory and an example: [{name}]({name}.md)\n");
    }
}
