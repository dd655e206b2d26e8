using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>sim_gate</c>: a row passes while fewer than a limit are open.</summary>
/// <param name="Limit">Most open rows.</param>
/// <param name="As">Name of the column with how many were open.</param>
internal sealed record GateVerb(int Limit, string As) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "sim_gate";

    /// <inheritdoc/>
    public override string Kind => "loop";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ limit: {Limit}, as: {As} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Roles => ["in", "fills"];

    /// <inheritdoc/>
    public override bool TakesKey => false;

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => [.. inputs[0], new(As, CellType.Int64)];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => inputs[1] == Interpreter.AnswerColumns;

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var open = 0L;
        foreach (var (role, row, _) in run.Events)
        {
            if (role == 1)
            {
                open--;
            }
            else if (open < Limit)
            {
                run.Emit(row.At, row.With((As, open++)));
            }
        }
    }
}
