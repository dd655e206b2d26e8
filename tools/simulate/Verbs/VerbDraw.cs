using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Expressions;

namespace StreamEngine.Simulation.Verbs;

/// <summary>Draws nodes with a verb.</summary>
/// <param name="random">The seed's.</param>
/// <param name="verbs">Verbs the engine has.</param>
internal sealed class VerbDraw(Random random, IReadOnlySet<string> verbs)
{
    private static readonly string[] Aggregates = ["count", "sum", "mean", "min", "max", "variance"];
    private static readonly string[] Directions = ["backward", "forward", "nearest"];
    private int _made;

    /// <summary>A node that reads a port, and perhaps others; null where what was drawn does not fit.</summary>
    public SimNode? Draw(SimPort from, IReadOnlyList<SimPort> others)
    {
        _made++;
        IReadOnlyList<Func<SimPort, IReadOnlyList<SimPort>, SimNode?>> all =
        [
            Ewma, Rolling, Quote, OrderFlow, Window, Window, Window, Join, Join, Switch, Route, Dedupe, Throttle, Sample, Debounce, Sort, Collect, FillGaps, Delay,
        ];
        var node = all[random.Next(all.Count)](from, others);
        return node?.Verb is { } verb && verbs.Contains(verb.Name) ? verb.TakesKey ? node : node with { Key = [] } : null;
    }

    /// <summary>Two nodes that ask and answer each other, to be named; null where the port is not fit for it.</summary>
    public (SimNode Gate, SimNode Call)? Loop(SimPort from)
    {
        _made++;
        return from.Of(CellType.Int64) is { Count: > 0 } numbers && verbs.Contains("sim_gate")
            ? (new SimNode("") { Inputs = [new SimInput("in", [from.Ref])], Verb = new GateVerb(1 + random.Next(4), As()) },
               new SimNode("") { Verb = new CallVerb(Pick([1, 7, RowDraw.Step, 5 * RowDraw.Step, 50 * RowDraw.Step]), Pick(numbers)) })
            : null;
    }

    private SimNode? Window(SimPort from, IReadOnlyList<SimPort> others)
    {
        var shape = Pick(["tumble", "tumble", "hop", "slide"]);
        var every = Pick([1, 5, 10, 30]) * RowDraw.Step;
        var width = shape == "hop" ? (every * (1 + random.Next(4))) + (Half() ? 0 : every / 2) : every;
        var aggregates = new List<SimAggregate>();
        for (var i = 1 + random.Next(4); i > 0; i--)
        {
            var function = Pick(["count", "count", "sum", "mean", "min", "max", "first", "last", "var", "distinct"]);
            var columns = function switch
            {
                "sum" or "mean" or "var" => from.Of(CellType.Float64),
                "min" or "max" => from.Of(CellType.Float64, CellType.Int64),
                "distinct" => from.Of(CellType.Symbol, CellType.Int64),
                "count" when Half() => [],
                _ => [.. from.Columns.Select(c => c.Name).Where(c => c != "ts")],
            };
            if (columns.Count > 0 || function == "count")
            {
                aggregates.Add(new SimAggregate(string.Create(CultureInfo.InvariantCulture, $"a{_made}_{i}"), function, columns.Count > 0 ? [Pick(columns)] : []));
            }
        }

        return aggregates.Count == 0 ? null : On(from, new WindowVerb(
            shape, width, shape == "slide" ? 0 : every, shape != "slide" && random.Next(4) == 0 ? random.Next(30) * (RowDraw.Step / 2) : 0,
            random.Next(3) == 0 ? Pick([0, 1, 10]) * RowDraw.Step : null, shape == "slide" ? "skip" : Pick(["skip", "skip", "null", "carry"]),
            shape == "tumble" && random.Next(5) == 0 ? Pick([1, 3, 10]) * RowDraw.Step : 0, aggregates));
    }

    private SimNode? Join(SimPort from, IReadOnlyList<SimPort> others)
    {
        var right = Pick(others);
        SimVerb verb = random.Next(4) switch
        {
            0 => new IntervalVerb(random.Next(10) * RowDraw.Step, random.Next(10) * RowDraw.Step),
            1 => new LatestVerb(Half(), Half() ? null : Time()),
            _ => new AsofVerb(Time(), Pick(Directions)),
        };
        var isKeyed = from.Has("k") && right.Has("k") && random.Next(4) > 0;
        var inputs = new[] { new SimInput("left", [from.Ref]), new SimInput("right", [right.Ref]) };
        return new SimNode("") { Inputs = Half() ? inputs : [.. inputs.Reverse()], Verb = verb, Key = isKeyed ? ["k"] : [] };
    }

    private SimNode? Switch(SimPort from, IReadOnlyList<SimPort> others)
    {
        var alike = others.Where(o => o.Columns.SequenceEqual(from.Columns)).ToList();
        var controls = others.Where(o => o.Has("k")).ToList();
        return controls.Count == 0 ? null : new SimNode("")
        {
            Inputs = [new SimInput("control", [Pick(controls).Ref]), new SimInput("a", [from.Ref]), new SimInput("b", [Pick(alike).Ref])],
            Verb = new SwitchVerb("k", Pick(["a", "b"])),
            Key = from.Has("k") && Half() ? ["k"] : [],
        };
    }

    private SimNode? Route(SimPort from, IReadOnlyList<SimPort> others)
    {
        var draw = new ExprDraw(random);
        var cases = new List<(string, SimExpr)>();
        for (var i = 1 + random.Next(2); i > 0; i--)
        {
            if (draw.Condition(from.Columns) is { } condition)
            {
                cases.Add((string.Create(CultureInfo.InvariantCulture, $"c{i}"), condition));
            }
        }

        return cases.Count == 0 ? null : On(from, new RouteVerb(cases));
    }

    private SimNode? Dedupe(SimPort from, IReadOnlyList<SimPort> others)
    {
        var by = from.Columns.Where(c => c.Type is CellType.Int64 or CellType.Symbol or CellType.Float64 or CellType.Timestamp && random.Next(3) == 0).Select(c => c.Name).ToList();
        return by.Count == 0 ? null : On(from, new DedupeVerb(by, Time()));
    }

    private SimNode Throttle(SimPort from, IReadOnlyList<SimPort> others) => On(from, new ThrottleVerb(1 + random.Next(4), Time()));

    private SimNode Sample(SimPort from, IReadOnlyList<SimPort> others) => On(from, new SampleVerb(Time(), Half() ? 0 : random.Next(20) * (RowDraw.Step / 2)));

    private SimNode Debounce(SimPort from, IReadOnlyList<SimPort> others) => On(from, new DebounceVerb(Time()));

    private SimNode Sort(SimPort from, IReadOnlyList<SimPort> others) => On(from, new SortVerb(Time()));

    private SimNode Collect(SimPort from, IReadOnlyList<SimPort> others) => On(from, new CollectVerb(1 + random.Next(6), Time()));

    private SimNode FillGaps(SimPort from, IReadOnlyList<SimPort> others) => On(from, new FillGapsVerb(Pick([5, 10, 50]) * RowDraw.Step, Half(), Pick([1, 3, 20])));

    private SimNode Delay(SimPort from, IReadOnlyList<SimPort> others) => On(from, new DelayVerb(Pick([1, RowDraw.Step, 3 * RowDraw.Step, 50 * RowDraw.Step])));

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
