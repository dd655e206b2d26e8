using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>interval</c>: each left row with every right row of its key near it.</summary>
/// <param name="BeforeNs">How far before.</param>
/// <param name="AfterNs">How far after.</param>
internal sealed record IntervalVerb(long BeforeNs, long AfterNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "interval";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ before: {BeforeNs}ns, after: {AfterNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Roles => JoinedColumns.Roles;

    /// <inheritdoc/>
    public override int Main => 1;

    /// <inheritdoc/>
    public override bool TakesWhere => false;

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => JoinedColumns.Of(inputs);

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => inputs.All(i => Has(i, "ts", CellType.Timestamp));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var all = run.Keyed().ToList();
        var rows = new List<TimedRow>();
        foreach (var (_, left, key) in all.Where(e => e.Role == 1))
        {
            var due = left.Ts + AfterNs + run.LatenessNs;
            if (due < left.At)
            {
                throw new OutsideReferenceException("a left row that is later than its answer");
            }

            var near = all.Where(e => e.Role == 0 && e.Key == key && e.Row.At <= due && e.Row.Ts >= left.Ts - BeforeNs && e.Row.Ts <= left.Ts + AfterNs).Select(e => e.Row).OrderBy(r => r.Ts);
            rows.AddRange(near.DefaultIfEmpty().Select(right => new TimedRow(due, key, JoinedColumns.Row(run.Inputs, left, right))));
        }

        run.Emit(rows);
    }
}
