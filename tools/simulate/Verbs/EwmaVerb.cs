using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>ewma</c>: y = y′ + α (x − y′).</summary>
/// <param name="Column">Its column.</param>
/// <param name="Span">Rows; null with a half life.</param>
/// <param name="HalfLifeNs">Event time.</param>
/// <param name="As">Name of the answer.</param>
internal sealed record EwmaVerb(string Column, int? Span, long HalfLifeNs, string As) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "ewma";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ column: {Column}, {(Span is { } span ? $"span: {span}" : $"half_life: {HalfLifeNs}ns")}, as: {As} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => [.. inputs[0], new(As, CellType.Float64, HasUnit: inputs[0].First(c => c.Name == Column).HasUnit)];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], Column, CellType.Float64) && Has(inputs[0], "ts", CellType.Timestamp);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var averages = new Dictionary<string, (double Average, long Newest)>(StringComparer.Ordinal);
        foreach (var (_, row, key) in run.Keyed())
        {
            if (row[Column] is not double x)
            {
                run.Emit(row.At, row.With((As, null)));
                continue;
            }

            var has = averages.TryGetValue(key!, out var before);
            var weight = Span is { } span ? 2.0 / (span + 1) : 1 - Math.Pow(0.5, Math.Max(0, row.Ts - before.Newest) / (double)HalfLifeNs);
            var average = has ? before.Average + (weight * (x - before.Average)) : x;
            if (!double.IsFinite(average))
            {
                run.Dead("error", row, "SE9101");
                continue;
            }

            averages[key!] = (average, has ? Math.Max(before.Newest, row.Ts) : row.Ts);
            run.Emit(row.At, row.With((As, average)));
        }
    }
}
