using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>asof</c>: each left row with the right row of its key that is nearest in event time.</summary>
/// <param name="ToleranceNs">How far.</param>
/// <param name="Direction">Where to look.</param>
internal sealed record AsofVerb(long ToleranceNs, string Direction) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "asof";

    /// <inheritdoc/>
    public override string Kind => $"asof {Direction}";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ tolerance: {ToleranceNs}ns, direction: {Direction} }}");

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
        for (var i = 0; i < all.Count; i++)
        {
            var (role, left, key) = all[i];
            if (role == 0)
            {
                continue;
            }

            var isAtOnce = Direction == "backward";
            var due = isAtOnce ? left.At : left.Ts + ToleranceNs + run.LatenessNs;
            if (due < left.At)
            {
                throw new OutsideReferenceException("a left row that is later than its answer");
            }

            var seen = isAtOnce ? all.Take(i) : all.Where(e => e.Row.At <= due);
            var right = seen.Where(e => e.Role == 0 && e.Key == key).Select(e => e.Row).Where(r => IsNear(r.Ts, left.Ts))
                .OrderBy(r => Math.Abs(r.Ts - left.Ts)).ThenBy(r => r.Ts).GroupBy(r => r.Ts).FirstOrDefault()?.Last();
            if (isAtOnce && right is not null && right.Ts < left.At - ToleranceNs - run.LatenessNs)
            {
                throw new OutsideReferenceException("a right row that need not be kept any more");
            }

            rows.Add(new TimedRow(due, isAtOnce ? null : key, JoinedColumns.Row(run.Inputs, left, right)));
        }

        run.Emit(rows);
    }

    private bool IsNear(long right, long left) =>
        right >= (Direction == "forward" ? left : left - ToleranceNs) && right <= (Direction == "backward" ? left : left + ToleranceNs);
}
