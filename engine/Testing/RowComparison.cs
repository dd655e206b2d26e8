using System.Globalization;
using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>Holds the rows that came against those expected.</summary>
internal static class RowComparison
{
    /// <summary>What differs; empty when everything is as expected.</summary>
    public static IReadOnlyList<CaseFailure> Of(Expectation expectation, IReadOnlyList<CaseRow> rows, long count, string? hash)
    {
        var failures = new List<CaseFailure>();
        var common = new CaseFailure(expectation.Entry.Key.Span, "") { Expectation = expectation, Got = rows, GotCount = count, GotHash = hash };
        if (expectation.Count is { } wanted && NumberText.TryInteger(wanted.Value, out var expected) && expected != count)
        {
            failures.Add(common with { Part = FailedPart.Count, Place = wanted.Span, Message = $"{expectation.Port.Name}: expected {Rows(expected)}, got {Rows(count)}" });
        }

        if (expectation.Hash is { } digest && digest.Value != hash)
        {
            failures.Add(common with { Part = FailedPart.Hash, Place = digest.Span, Message = $"{expectation.Port.Name}: expected hash {digest.Value}, got {hash} of {Rows(count)}" });
        }

        if (expectation.Rows is { } list)
        {
            var difference = expectation.IsSubset ? Subset(expectation, list, rows, common) : Exact(expectation, list, rows, count, common);
            failures.AddRange(difference is null ? [] : [difference]);
        }

        if (expectation is { Count: null, Hash: null, Rows: null })
        {
            failures.Add(common with { Part = FailedPart.Missing, Message = $"{expectation.Port.Name}: nothing is expected yet, got {Rows(count)}; streamengine test --bless writes it" });
        }

        return failures;
    }

    /// <summary>Whether all named cells are as expected.</summary>
    private static bool Same(Expectation expectation, ExpectedRow expected, CaseRow got) => Differing(expectation, expected, got).Count == 0;

    private static List<int> Differing(Expectation expectation, ExpectedRow expected, CaseRow got)
    {
        var cells = new List<int>();
        for (var i = 0; i < expected.Cells.Count; i++)
        {
            var cell = expected.Cells[i];
            if (!CellValue.Same(cell.Value, cell.In(got), expectation.ToleranceOf(cell.Column)))
            {
                cells.Add(i);
            }
        }

        return cells;
    }

    /// <summary>Equal rows at both ends are passed over; what is left between is compared row by row.</summary>
    private static CaseFailure? Exact(Expectation expectation, IReadOnlyList<ExpectedRow> expected, IReadOnlyList<CaseRow> rows, long count, CaseFailure common)
    {
        var shared = Math.Min(expected.Count, rows.Count);
        var head = 0;
        while (head < shared && Same(expectation, expected[head], rows[head]))
        {
            head++;
        }

        if (head == expected.Count && head == count)
        {
            return null;
        }

        var tail = 0;
        while (expected.Count != rows.Count && tail < shared - head && Same(expectation, expected[^(tail + 1)], rows[^(tail + 1)]))
        {
            tail++;
        }

        var differences = new List<RowDifference>();
        for (var i = head; i < Math.Max(expected.Count, rows.Count) - tail; i++)
        {
            var wanted = i < expected.Count - tail ? expected[i] : null;
            var got = i < rows.Count - tail ? rows[i] : null;
            var cells = wanted is not null && got is not null ? Differing(expectation, wanted, got) : [];
            if (wanted is null || got is null || cells.Count > 0)
            {
                differences.Add(new RowDifference(i + 1, wanted, got, cells));
            }
        }

        return Told(expectation, expected.Count, count, differences, common);
    }

    private static CaseFailure Told(Expectation expectation, long expected, long count, List<RowDifference> differences, CaseFailure common)
    {
        var first = differences.Count > 0 ? differences[0] : null;
        var counts = expected == count ? $"{Rows(count)}" : $"expected {Rows(expected)}, got {Rows(count)}";
        var (place, what) = first switch
        {
            { Expected: { } row, Got: not null } => (row.Cells[first.Cells[0]].Node.Span, $"row {Number(first)}, column '{row.Cells[first.Cells[0]].Column}' differs"),
            { Expected: { } row } => (row.Span, $"row {Number(first)} is missing"),
            { } => (expectation.Entry.Key.Span, $"row {Number(first)} is one too many"),
            _ => (expectation.Entry.Key.Span, "more rows came than are compared"),
        };
        var more = differences.Count > 1 ? $", and {Rows(differences.Count - 1)} more" : "";
        return common with { Part = FailedPart.Rows, Place = place, Message = $"{expectation.Port.Name}: {counts}; {what}{more}", Differences = differences };
    }

    /// <summary>Each row is looked for behind the one before; the earliest is taken, so none is missed.</summary>
    private static CaseFailure? Subset(Expectation expectation, IReadOnlyList<ExpectedRow> expected, IReadOnlyList<CaseRow> rows, CaseFailure common)
    {
        var next = 0;
        foreach (var row in expected)
        {
            var start = next;
            while (next < rows.Count && !Same(expectation, row, rows[next]))
            {
                next++;
            }

            if (next == rows.Count)
            {
                var nearest = Nearest(expectation, row, rows, start);
                var cells = nearest < 0 ? [] : Differing(expectation, row, rows[nearest]);
                var difference = new RowDifference(nearest < 0 ? rows.Count : nearest + 1, row, nearest < 0 ? null : rows[nearest], cells);
                var place = cells.Count > 0 ? row.Cells[cells[0]].Node.Span : row.Span;
                return common with
                {
                    Part = FailedPart.Rows,
                    Place = place,
                    Message = $"{expectation.Port.Name}: no such row among {Rows(rows.Count)}{(start > 0 ? $" behind row {start.ToString(CultureInfo.InvariantCulture)}" : "")}{(nearest < 0 ? "" : $"; the nearest is row {(nearest + 1).ToString(CultureInfo.InvariantCulture)}")}",
                    Differences = [difference],
                };
            }

            next++;
        }

        return null;
    }

    private static int Nearest(Expectation expectation, ExpectedRow row, IReadOnlyList<CaseRow> rows, int start)
    {
        var best = -1;
        var least = int.MaxValue;
        for (var i = start; i < rows.Count; i++)
        {
            var cells = Differing(expectation, row, rows[i]).Count;
            if (cells < least)
            {
                (best, least) = (i, cells);
            }
        }

        return best;
    }

    private static string Number(RowDifference row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private static string Rows(long count) => count == 1 ? "1 row" : $"{count.ToString(CultureInfo.InvariantCulture)} rows";
}
