using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>sort</c>: rows by event time, as far as they are out of order by no more than a time.</summary>
/// <param name="WithinNs">How far.</param>
internal sealed record SortVerb(long WithinNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "sort";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ within: {WithinNs}ns }}");

    /// <inheritdoc/>
    public override bool TakesKey => false;

    /// <inheritdoc/>
    public override bool MayBeParallel => false;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ports => ["", "late"];

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], "ts", CellType.Timestamp);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        foreach (var (_, row, _) in run.Events.Where(e => e.Row.At > e.Row.Ts + WithinNs))
        {
            run.Dead("late", row, "SE9401");
        }

        foreach (var (_, row, _) in run.Events.Where(e => e.Row.At <= e.Row.Ts + WithinNs).OrderBy(e => e.Row.Ts))
        {
            run.Emit(row.Ts + WithinNs, row.Cells);
        }
    }
}
