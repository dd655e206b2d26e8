using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>rolling</c>: aggregates over t − over &lt; ts ≤ t, or over the last rows.</summary>
/// <param name="Column">Its column.</param>
/// <param name="OverNs">Event time; null for rows.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Take">Aggregates.</param>
/// <param name="As">What their names begin with.</param>
internal sealed record RollingVerb(string Column, long? OverNs, int Rows, IReadOnlyList<string> Take, string As) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "rolling";

    /// <inheritdoc/>
    public override string Kind => OverNs is null ? "rolling rows" : "rolling over";

    /// <inheritdoc/>
    public override string Options =>
        string.Create(CultureInfo.InvariantCulture, $"{{ column: {Column}, {(OverNs is { } over ? $"over: {over}ns" : $"rows: {Rows}")}, take: [{string.Join(", ", Take)}], as: {As} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) =>
        [.. inputs[0], .. Take.Select(t => new SimColumn(NameOf(t), t == "count" ? CellType.Int64 : CellType.Float64, HasUnit: inputs[0].First(c => c.Name == Column).HasUnit))];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], Column, CellType.Float64, CellType.Int64) && Has(inputs[0], "ts", CellType.Timestamp);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var values = new Dictionary<string, List<(long Ts, object? Value)>>(StringComparer.Ordinal);
        foreach (var (_, row, key) in run.Keyed())
        {
            if (OverNs is { } over && row.At - row.Ts >= over + (2 * run.LatenessNs))
            {
                throw new OutsideReferenceException("a row so late that part of its window may have been dropped");
            }

            if (!values.TryGetValue(key!, out var all))
            {
                values[key!] = all = [];
            }

            if (Take.Contains("variance") && row[Column] is double given && !double.IsFinite(given * given))
            {
                all.Add((row.Ts, null)); // an error row, and no value of any window
                run.Dead("error", row, "SE9101");
                continue;
            }

            all.Add((row.Ts, row[Column]));
            var inside = (OverNs is { } length ? all.Where(v => v.Ts > row.Ts - length && v.Ts <= row.Ts) : all.TakeLast(Rows))
                .Select(v => v.Value switch { double x => x, long n => (double)n, _ => (double?)null }).OfType<double>().ToList();
            var cells = row.With();
            foreach (var take in Take)
            {
                cells[NameOf(take)] = Of(take, inside);
            }

            if (cells.Values.Any(v => v is double x && !double.IsFinite(x)))
            {
                run.Dead("error", row, "SE9101");
                continue;
            }

            run.Emit(row.At, cells);
        }
    }

    private static object? Of(string take, List<double> values) => take switch
    {
        "count" => (long)values.Count,
        _ when values.Count == 0 => null,
        "sum" => Sum(values).Nearest(),
        "mean" => (Sum(values) / new Exact(values.Count, 1)).Nearest(),
        "min" => values.Min(),
        "max" => values.Max(),
        _ => values.Count < 2 ? null : Variance(values).Nearest(),
    };

    private static Exact Sum(List<double> values) => values.Aggregate(Exact.Zero, (sum, x) => sum + Exact.OfDecimal(x));

    private static Exact Variance(List<double> values)
    {
        var n = new Exact(values.Count, 1);
        var sum = values.Aggregate(Exact.Zero, (s, x) => s + Exact.OfBinary(x));
        var squares = values.Aggregate(Exact.Zero, (s, x) => s + (Exact.OfBinary(x) * Exact.OfBinary(x)));
        return ((n * squares) - (sum * sum)) / (n * new Exact(values.Count - 1, 1));
    }

    private string NameOf(string take) => Take.Count == 1 ? As : $"{As}_{take}";
}
