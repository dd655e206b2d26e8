using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary><c>dedupe</c>: not what passed within the horizon.</summary>
/// <param name="By">Columns that make two rows the same.</param>
/// <param name="HorizonNs">How long one is remembered.</param>
internal sealed record DedupeVerb(IReadOnlyList<string> By, long HorizonNs) : SimVerb
{
    /// <inheritdoc/>
    public override string Name => "dedupe";

    /// <inheritdoc/>
    public override string Options => string.Create(CultureInfo.InvariantCulture, $"{{ by: [{string.Join(", ", By)}], horizon: {HorizonNs}ns }}");

    /// <inheritdoc/>
    public override IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[0];

    /// <inheritdoc/>
    public override bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => By.All(b => inputs[0].Any(c => c.Name == b));

    /// <inheritdoc/>
    public override void Run(VerbRun run)
    {
        var passed = new List<VerbEvent>();
        foreach (var one in run.Keyed())
        {
            var values = By.Select(b => one.Row[b]).ToList();
            if (values.Contains(null) || !passed.Exists(p => p.Key == one.Key && p.Row.At > one.Row.At - HorizonNs && By.Select(b => p.Row[b]).SequenceEqual(values)))
            {
                passed.Add(one);
                run.Emit(one.Row.At, one.Row.Cells);
            }
        }
    }
}
