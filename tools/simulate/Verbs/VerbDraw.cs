using System.Globalization;
using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Verbs;

/// <summary>Draws nodes with a verb.</summary>
/// <param name="random">The seed's.</param>
/// <param name="verbs">Verbs the engine has.</param>
internal sealed class VerbDraw(Random random, IReadOnlySet<string> verbs)
{
    private static readonly string[] Aggregates = ["count", "sum", "mean", "min", "max", "variance"];
    private int _made;

    /// <summary>A node that reads a port, and perhaps others; null where what was drawn does not fit.</summary>
    public SimNode? Draw(SimPort from, IReadOnlyList<SimPort> others)
    {
        _made++;
        IReadOnlyList<Func<SimPort, IReadOnlyList<SimPort>, SimNode?>> all = [Ewma, Rolling, Quote, OrderFlow];
        var node = all[random.Next(all.Count)](from, others);
        return node?.Verb is { } verb && verbs.Contains(verb.Name) ? node : null;
    }

    private SimNode? Ewma(SimPort from, IReadOnlyList<SimPort> others) => from.Of(CellType.Float64) is { Count: > 0 } columns
        ? On(from, new EwmaVerb(Pick(columns), Half() ? 1 + random.Next(20) : null, Time(), As()))
        : null;

    private SimNode? Rolling(SimPort from, IReadOnlyList<SimPort> others)
    {
        var columns = from.Of(CellType.Float64, CellType.Int64);
        var take = Aggregates.Where(_ => random.Next(3) == 0).DefaultIfEmpty("sum").ToList();
        return columns.Count == 0 ? null : On(from, new RollingVerb(Pick(columns), Half() ? Time() : null, 1 + random.Next(10), take, As()));
    }

    private SimNode Quote(SimPort from, IReadOnlyList<SimPort> others) => On(from, new QuoteVerb(Pick(["mid", "spread", "weighted_mid"]), As()));

    private SimNode OrderFlow(SimPort from, IReadOnlyList<SimPort> others) => On(from, new OrderFlowVerb(1 + random.Next(4), As()));

    private SimNode On(SimPort from, SimVerb verb) => new("") { Inputs = [new SimInput("", [from.Ref])], Verb = verb, Key = Key(from) };

    private IReadOnlyList<string> Key(SimPort from) =>
        from.Has("k") && random.Next(4) > 0 ? from.Has("g") && random.Next(4) == 0 ? ["k", "g"] : ["k"] : [];

    private string As() => string.Create(CultureInfo.InvariantCulture, $"y{_made}");

    private long Time() => Pick([1, 2, 5, 10, 25, 100]) * RowDraw.Step;

    private bool Half() => random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
