using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>debounce</c>: the last row of a key once it is quiet.</summary>
/// <param name="QuietNs">How long.</param>
internal sealed record DebounceVerb(long QuietNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "debounce";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ quiet: {QuietNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var rows = run.Keyed().GroupBy(e => e.Key!).ToList();
        run.Emit(rows.SelectMany(key => key.Zip(key.Skip(1).Select(e => e.Row.At).Append(long.MaxValue))
            .Where(pair => pair.Second > pair.First.Row.At + QuietNs)
            .Select(pair => new TimedRow(pair.First.Row.At + QuietNs, key.Key, pair.First.Row.Cells))));
    }
}
