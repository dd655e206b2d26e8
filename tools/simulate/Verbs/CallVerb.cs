using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>sim_call</c>: answers each row after a latency, or a multiple of it.</summary>
/// <param name="LatencyNs">The least.</param>
/// <param name="By">Column of whole numbers that says how much longer.</param>
internal sealed record CallVerb(long LatencyNs, string By) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "sim_call";

    /// <inheritdoc/>
    public override string Kind => "loop";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ latency: {LatencyNs}ns, by: {By} }}");

    /// <inheritdoc/>
    public override IReadOnlyList<string> Ports => ["", Interpreter.AnswerPort];

    /// <inheritdoc/>
    public override bool TakesKey => false;

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> PortColumns(string port, IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => Interpreter.AnswerColumns;

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => Has(inputs[0], By, CellType.Int64);

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        foreach (var (_, row, _) in run.Events)
        {
            run.Emit(row.At, row.Cells);
            var number = row[By] is long given ? given : 0;
            var due = row.At + (LatencyNs * (1 + (Math.Abs(number % 3))));
            run.Emit(Interpreter.AnswerPort, due, new Dictionary<string, object?> { ["ts"] = due, ["client_id"] = string.Create(CultureInfo.InvariantCulture, $"{row.Ts}/{number}") });
        }
    }
}
