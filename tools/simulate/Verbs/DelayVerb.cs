using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>delay</c>: rows later.</summary>
/// <param name="ByNs">How much.</param>
internal sealed record DelayVerb(long ByNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "delay";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ by: {ByNs}ns }}");

    /// <inheritdoc/>
    public override bool TakesKey => false;

    /// <inheritdoc/>
    public override bool MayBeParallel => false;

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        foreach (var (_, row, _) in run.Events)
        {
            run.Emit(row.At + ByNs, row.Cells);
        }
    }
}
