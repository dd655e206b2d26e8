using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Data;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Results of cases for people, in 80 columns: a line for each, and for one that failed expected and got side by side.</summary>
internal static class CaseText
{
    private const int MostRows = 3;
    private const string Red = "\u001b[1;31m";
    private const string Plain = "\u001b[0m";
    private static readonly ColumnType Time = ColumnType.Timestamp;

    /// <summary>The line of a case, and what differs when it failed.</summary>
    public static string Of(CaseResult result, bool colour)
    {
        var text = new StringBuilder();
        if (result.Status != CaseStatus.Failed)
        {
            return $"{(result.Status == CaseStatus.Passed ? "  ok   " : "refused")} {result.Case.Name}\n";
        }

        text.Append(Paint("  FAIL ", colour)).Append(' ').Append(result.Case.Name).Append('\n');
        foreach (var failure in result.Failures)
        {
            text.Append('\n').Append(Failure(failure, colour).TrimEnd('\n')).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The last line: how many passed and failed.</summary>
    public static string Sum(CaseReport report)
    {
        var refused = report.Results.Count(r => r.Status == CaseStatus.Refused);
        return $"{Numbers.Count(report.Passed)} passed, {Numbers.Count(report.Failed)} failed{(refused > 0 ? $", {Numbers.Count(refused)} refused" : "")}\n";
    }

    private static string Failure(CaseFailure failure, bool colour)
    {
        var text = new StringBuilder($"    {failure.Place}\n{Indented(failure.Message)}\n");
        foreach (var difference in failure.Differences.Take(MostRows))
        {
            text.Append(SideBySide(failure.Expectation!, difference, colour)).Append('\n');
        }

        if (failure.Differences.Count > MostRows)
        {
            text.Append($"    … and {Numbers.Counted(failure.Differences.Count - MostRows, "row")} more\n\n");
        }

        if (failure.Led.Count > 0)
        {
            text.Append("    rows that led to it\n");
        }

        foreach (var led in failure.Led)
        {
            Led(text, led);
        }

        return text.ToString();
    }

    private static string SideBySide(Expectation expectation, RowDifference difference, bool colour)
    {
        var table = new TextTable(" ", string.Create(CultureInfo.InvariantCulture, $"row {difference.Number}"), "expected", "got");
        IEnumerable<(string Column, int Index)> columns = difference.Expected?.Cells.Select(c => (c.Column, c.Index)) ?? Columns(expectation, difference.Got!);
        var i = 0;
        foreach (var (column, index) in columns)
        {
            var type = index < 0 ? Time : expectation.Port.Schema[index].Type;
            var wanted = difference.Expected is { } row ? CellValue.Text(row.Cells[i].Value, type) : "(no row)";
            var got = difference.Got is { } came ? CellValue.Text(index < 0 ? came.At : came.Values[index], type) : "(no row)";
            table.Add(difference.Cells.Contains(i) || difference.Expected is null || difference.Got is null ? ">" : "", column, OneLine(wanted), OneLine(got));
            i++;
        }

        var lines = table.Text(Terminal.Width, "    ").TrimEnd('\n').Split('\n').Select(line => line.StartsWith("    >", StringComparison.Ordinal) ? Paint(line, colour) : line);
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Of a row nobody expected: the columns other rows name, else all that are not null.</summary>
    private static IEnumerable<(string Column, int Index)> Columns(Expectation expectation, CaseRow row)
    {
        var schema = expectation.Port.Schema;
        var named = expectation.Columns.Where(schema.Has).Select(c => (c, schema.IndexOf(c))).ToList();
        return named.Count > 0 ? named : schema.Fields.Select((f, i) => (f.Name, i)).Where(c => row.Values[c.i] is not null);
    }

    private static void Led(StringBuilder text, LedRows led)
    {
        text.Append($"    {(led.IsGiven ? "given" : "read")} {led.Port}: {(led.Total == 0 ? "no row" : led.Total == led.Rows.Count ? Numbers.Counted(led.Total, "row") : $"last {led.Rows.Count} of {Numbers.Counted(led.Total, "row")}")}\n");
        if (led.Rows.Count > 0)
        {
            text.Append(Table(led)).Append('\n');
        }
    }

    /// <summary>The columns that fit.</summary>
    private static string Table(LedRows led)
    {
        const int indent = 6;
        var columns = new List<(string Name, List<string> Cells)>();
        var room = Terminal.Width - indent;
        foreach (var name in led.Columns)
        {
            var index = led.Schema.IndexOf(name);
            var cells = led.Rows.Select(r => OneLine(index < 0 ? CellValue.Text(r.At, Time) : CellValue.Text(r.Values[index], led.Schema[index].Type))).Select(c => Wrapped.Cut(c, 40)).ToList();
            var width = cells.Select(c => c.Length).Append(name.Length).Max() + 2;
            if (room - width < 0)
            {
                break;
            }

            room -= width;
            columns.Add((name, cells));
        }

        var table = new TextTable([.. columns.Select(c => c.Name)]);
        for (var r = 0; r < led.Rows.Count; r++)
        {
            table.Add([.. columns.Select(c => c.Cells[r])]);
        }

        return table.Text(Terminal.Width, new string(' ', indent));
    }

    private static string Indented(string message) =>
        string.Join('\n', Wrapped.Lines(message, Terminal.Width - 4).Split('\n').Select(line => "    " + line)) + "\n";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private static string Paint(string text, bool colour) => colour ? Red + text + Plain : text;
}
