using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Reference;

/// <summary>A comparison of recordings, for people, in 80 columns: what differs first, how much more, and the row around it side by side.</summary>
internal static class DiffText
{
    private const int Head = 10;
    private const int MostCells = 40;

    private static readonly string Indent = new(' ', Head);

    public static string Of(string a, string b, DiffResult diff)
    {
        var text = new StringBuilder();
        if (diff.IsEqual)
        {
            Line(text, "equal", $"{Rows(diff.RowsA)} of {a} and {b}");
            return text.ToString();
        }

        Line(text, "a", $"{a}: {Rows(diff.RowsA)}");
        Line(text, "b", $"{b}: {Rows(diff.RowsB)}");
        foreach (var difference in diff.Schema)
        {
            Line(text, "schema", difference);
        }

        if (diff.First is { } first)
        {
            Line(text, "first", Place(first));
            Values(text, first);
        }

        Line(text, "in all", Total(diff));
        if (diff.First is not null)
        {
            Table(text, diff);
        }

        return text.ToString();
    }

    private static string Place(DiffRow row)
    {
        if (!row.IsPair)
        {
            return row.RowA is { } only ? $"row {Numbers.Count(only)} of a is not in b" : $"row {Numbers.Count(row.RowB!.Value)} of b is not in a";
        }

        var where = row.RowA == row.RowB ? $"row {Numbers.Count(row.RowA!.Value)}" : $"row {Numbers.Count(row.RowA!.Value)} of a, row {Numbers.Count(row.RowB!.Value)} of b";
        return $"{where}, column {row.Cells.First(c => c.Differs).Column}";
    }

    private static void Values(StringBuilder text, DiffRow row)
    {
        if (row.IsPair)
        {
            var cell = row.Cells.First(c => c.Differs);
            Line(text, "  a", cell.A ?? "null");
            Line(text, "  b", cell.B ?? "null");
        }
    }

    private static string Total(DiffResult diff)
    {
        var parts = new List<string>();
        if (diff.Differing > 0)
        {
            var columns = string.Join(", ", diff.ByColumn.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {Numbers.Count(c.Value)}"));
            parts.Add($"{Rows(diff.Differing)} differ{(diff.Differing == 1 ? "s" : "")} ({columns})");
        }

        if (diff.OnlyA > 0)
        {
            parts.Add($"{Rows(diff.OnlyA)} only in a");
        }

        if (diff.OnlyB > 0)
        {
            parts.Add($"{Rows(diff.OnlyB)} only in b");
        }

        return parts.Count == 0 ? "the rows are equal in the columns that both have" : string.Join("; ", parts);
    }

    /// <summary>The row before the first difference, and that row side by side. Of many columns those that differ come first.</summary>
    private static void Table(StringBuilder text, DiffResult diff)
    {
        var first = diff.First!;
        if (diff.Before is { } before)
        {
            Line(text, "before", string.Join(", ", before.Cells.Take(MostCells).Select(c => $"{c.Column} {c.A ?? "null"}")));
        }

        var shown = first.Cells.Count <= MostCells ? first.Cells : [.. first.Cells.OrderByDescending(c => c.Differs).Take(MostCells)];
        var table = new TextTable("", "column", first.RowA is null ? "" : "a", first.RowB is null ? "" : "b");
        foreach (var cell in shown)
        {
            table.Add(cell.Differs && first.IsPair ? "*" : "", cell.Column, first.RowA is null ? "" : cell.A ?? "null", first.RowB is null ? "" : cell.B ?? "null");
        }

        text.Append(table.Text(Terminal.Width));
        if (shown.Count < first.Cells.Count)
        {
            Line(text, "", $"and {Numbers.Count(first.Cells.Count - shown.Count)} columns more: see --json");
        }
    }

    private static string Rows(long rows) => $"{Numbers.Count(rows)} {(rows == 1 ? "row" : "rows")}";

    private static void Line(StringBuilder text, string head, string what) =>
        text.Append(head.PadRight(Head)).Append(Wrapped.Lines(what, Terminal.Width - Head, Indent)).Append('\n');
}
