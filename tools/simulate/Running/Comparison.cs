using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Running;

/// <summary>Holds the rows of a run to those of the reference: stream times, values, order.</summary>
internal static class Comparison
{
    /// <summary>The first difference, in words; null when there is none.</summary>
    /// <param name="case">The case.</param>
    /// <param name="expected">What the reference gives.</param>
    /// <param name="got">What the engine gave.</param>
    /// <param name="from">Rows before this stream time are another run's.</param>
    /// <param name="until">Rows from this stream time on are another run's.</param>
    public static string? Difference(SimCase @case, IReadOnlyDictionary<string, SimStream> expected, SimOutcome got, long? from, long? until)
    {
        if (got.Failure is { } failure)
        {
            return failure;
        }

        bool Inside(SimRow row) => !(row.At < from) && !(row.At >= until);
        foreach (var port in @case.Collected)
        {
            var wanted = expected[port].Rows.Where(Inside).ToList();
            var columns = expected[port].Columns;
            if (Rows(columns, wanted, columns == Interpreter.AnswerColumns ? [.. got.Rows[port].Where(Inside)] : got.Rows[port]) is { } difference)
            {
                return $"{port}: {difference}";
            }
        }

        var read = @case.Nodes.SelectMany(n => n.Inputs).SelectMany(i => i.Ports).Concat(@case.Collected).ToHashSet(StringComparer.Ordinal);
        var dead = expected.Where(p => p.Value.Columns == Interpreter.DeadColumns && !read.Contains(p.Key)).SelectMany(p => p.Value.Rows).Where(Inside);
        return Rows(Interpreter.DeadColumns, Sorted(dead), Sorted(got.Rows[SimOutcome.DeadLetters])) is { } letters ? $"dead_letters: {letters}" : null;
    }

    /// <summary>Whether two runs gave the same in the same order, dead letters among it.</summary>
    public static string? Order(SimOutcome one, SimOutcome other)
    {
        var columns = (one.Rows[SimOutcome.DeadLetters].FirstOrDefault()?.Cells.Keys ?? []).Select(c => new SimColumn(c, CellType.String)).ToList();
        return Rows(columns, one.Rows[SimOutcome.DeadLetters], other.Rows[SimOutcome.DeadLetters]) is { } difference ? $"dead_letters of two runs: {difference}" : null;
    }

    private static List<SimRow> Sorted(IEnumerable<SimRow> rows) =>
        [.. rows.OrderBy(r => r.At).ThenBy(r => Text(Interpreter.DeadColumns, r), StringComparer.Ordinal)];

    private static string? Rows(IReadOnlyList<SimColumn> columns, IReadOnlyList<SimRow> expected, IReadOnlyList<SimRow> got)
    {
        for (var i = 0; i < Math.Min(expected.Count, got.Count); i++)
        {
            if (expected[i].At != got[i].At || columns.Any(c => !Same(expected[i][c.Name], got[i][c.Name])))
            {
                return $"row {i} of {expected.Count}\n  expected {Text(columns, expected[i])}\n  got      {Text(columns, got[i])}";
            }
        }

        if (expected.Count == got.Count)
        {
            return null;
        }

        var (rows, word) = expected.Count > got.Count ? (expected, "missing") : (got, "not expected");
        return $"{expected.Count} rows expected, {got.Count} came; first {word}\n  {Text(columns, rows[Math.Min(expected.Count, got.Count)])}";
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (double x, double y) => x.Equals(y) || x == y,
        (double[] x, double[] y) => x.SequenceEqual(y),
        _ => Equals(a, b),
    };

    private static string Text(IReadOnlyList<SimColumn> columns, SimRow row) =>
        $"at={row.At} {string.Join(' ', columns.Select(c => $"{c.Name}={Show(row[c.Name])}"))}";

    private static string Show(object? value) => value switch
    {
        null => "null",
        double[] many => $"[{string.Join(' ', many.Select(x => Show(x)))}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
