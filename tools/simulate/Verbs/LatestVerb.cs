using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>latest</c>: each left row with the newest right row of its key.</summary>
/// <param name="OnBoth">Whether right rows emit, too.</param>
/// <param name="TtlNs">How long a row counts; null for ever.</param>
internal sealed record LatestVerb(bool OnBoth, long? TtlNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "latest";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ on: {(OnBoth ? "both" : "left")}{(TtlNs is { } ttl ? $", ttl: {ttl}ns" : "")} }}");

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
        var newest = new Dictionary<(int, string), SimRow>();
        foreach (var (role, row, key) in run.Keyed())
        {
            newest[(role, key!)] = row;
            var other = newest.GetValueOrDefault((1 - role, key!)) is { } found && !(row.At - found.At > TtlNs) ? found : null;
            if (role == 1)
            {
                run.Emit(row.At, JoinedColumns.Row(run.Inputs, row, other));
            }
            else if (OnBoth && other is not null)
            {
                var cells = JoinedColumns.Row(run.Inputs, other, row);
                cells["ts"] = row.Ts;
                run.Emit(row.At, cells);
            }
        }
    }
}
