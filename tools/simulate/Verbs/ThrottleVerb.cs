using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>throttle</c>: at most so many rows in any stretch of stream time.</summary>
/// <param name="Max">Rows.</param>
/// <param name="PerNs">The stretch.</param>
internal sealed record ThrottleVerb(int Max, long PerNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "throttle";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ max: {Max}, per: {PerNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var passed = new List<(string Key, long At)>();
        foreach (var (_, row, key) in run.Keyed())
        {
            if (passed.Count(p => p.Key == key && p.At > row.At - PerNs) < Max)
            {
                passed.Add((key!, row.At));
                run.Emit(row.At, row.Cells);
            }
        }
    }
}
