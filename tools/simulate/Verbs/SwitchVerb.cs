using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>switch</c>: the rows of the input the newest control row names.</summary>
/// <param name="By">Column that names it.</param>
/// <param name="Start">What passes before the first control row.</param>
internal sealed record SwitchVerb(string By, string Start) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "switch";

    /// <inheritdoc/>
    public override string Options => $"{{ by: {By}, start: {Start} }}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Roles => ["control", "a", "b"];

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[1];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], By, CellType.Symbol) && inputs[1].SequenceEqual(inputs[2]);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (role, row, key) in run.Keyed())
        {
            if (role > 0)
            {
                if (Roles[role] == chosen.GetValueOrDefault(key!, Start))
                {
                    run.Emit(row.At, row.Cells);
                }
            }
            else if (row[By] is "a" or "b")
            {
                chosen[key!] = (string)row[By]!;
            }
            else
            {
                run.Dead("error", row, "SE9101");
            }
        }
    }
}
