using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>sample</c>: the last row of each key in each cell of a grid.</summary>
/// <param name="EveryNs">Length of a cell.</param>
/// <param name="OffsetNs">An instant of the grid.</param>
internal sealed record SampleVerb(long EveryNs, long OffsetNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "sample";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ every: {EveryNs}ns, offset: {OffsetNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override void Run(VerbRun run) => run.Emit(
        run.Keyed().GroupBy(e => (e.Key, End: AtOrAfter(e.Row.At, EveryNs, OffsetNs))).Select(cell => new TimedRow(cell.Key.End, cell.Key.Key, cell.Last().Row.Cells)));
}
