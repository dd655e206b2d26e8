using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Expressions;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>route</c>: each row to the first case that holds.</summary>
/// <param name="Cases">Conditions, by port.</param>
internal sealed record RouteVerb(IReadOnlyList<(string Port, SimExpr Condition)> Cases) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "route";

    /// <inheritdoc/>
    public override bool HasMain => false;

    /// <inheritdoc/>
    public override bool MayBeParallel => false;

    /// <inheritdoc/>
    public override bool TakesKey => false;

    /// <inheritdoc/>
    public override string Options => $"{{ cases: {{ {string.Join(", ", Cases.Select(c => $"{c.Port}: \"{c.Condition.Text}\""))} }} }}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ports => [.. Cases.Select(c => c.Port), "else"];

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Cases.All(c => c.Condition.Columns.All(name => inputs[0].Any(i => i.Name == name)));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        foreach (var (_, row, _) in run.Events)
        {
            try
            {
                var port = Cases.Where(c => c.Condition.Of(row.Cells) is true).Select(c => c.Port).FirstOrDefault() ?? "else";
                run.Emit(port, row.At, row.Cells);
            }
            catch (RowFailure failure)
            {
                run.Dead("error", row, failure.Code);
            }
        }
    }
}
