using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Graph;

/// <summary><c>for_each</c>: the nodes it makes, how they are read, and what it refuses.</summary>
public sealed class ForEachTests
{
    private const string Head = "version: 1\npipeline: p\nparams: { symbols: { type: list<symbol>, default: [A, B] }, n: { type: int64, default: 3 } }\nnodes:\n";
    private const string Sim = "  sim: { for_each: { s: $symbols }, market_simulator: { rows: 10, unpaced: true } }\n";
    private const string Mid = "  m: { for_each: { s: $symbols }, from: sim($s).quotes, mid: {} }\n";

    [Fact]
    public void Node_IsMadeForEachValueAndReadTogetherOrOneByOne()
    {
        var bound = new FileSet().With("p.yaml", Head + Sim + Mid + "  all: { from: m, console: {} }\n  one: { from: m(B), console: {} }\n").Bind("p.yaml", out var lines);

        Assert.Empty(lines);
        Assert.Equal(["sim(A)", "sim(B)", "m(A)", "m(B)", "all", "one"], bound!.Nodes.Select(n => n.Name));
        Assert.Equal(["m(A)", "m(B)"], bound.Nodes[4].Inputs[0].Ports.Select(p => p.Node.Name));
        Assert.Equal(["m(B)"], bound.Nodes[5].Inputs[0].Ports.Select(p => p.Node.Name));
    }

    [Fact]
    public void SeveralVariables_MakeEachCombinationTheLastOneFastest()
    {
        var bound = new FileSet().With("p.yaml", Head + "  sim: { market_simulator: { rows: 10, unpaced: true } }\n"
            + "  avg:\n    for_each: { c: [bid_px, ask_px], n: [5, 20] }\n    from: sim.quotes\n    ewma: { column: $c, span: $n, as: avg }\n  o: { from: avg, console: {} }\n")
            .Bind("p.yaml", out var lines);

        Assert.Equal(["p.yaml:7:38: error SE2020: avg: 'n' is the name of a param already; give the variable another name"], lines);
        Assert.Null(bound);
        bound = new FileSet().With("p.yaml", Head + "  sim: { market_simulator: { rows: 10, unpaced: true } }\n"
            + "  avg:\n    for_each: { c: [bid_px, ask_px], w: [5, 20] }\n    from: sim.quotes\n    key: symbol\n    ewma: { column: $c, span: $w, as: avg }\n  o:\n    from: avg(ask_px,20)\n    console: {}\n")
            .Bind("p.yaml", out lines);
        Assert.Empty(lines);
        Assert.Equal(["avg(bid_px,5)", "avg(bid_px,20)", "avg(ask_px,5)", "avg(ask_px,20)"], bound!.Nodes.Skip(1).Take(4).Select(n => n.Name));
        Assert.Equal("avg(ask_px,20)", bound.Nodes[^1].Inputs[0].Ports[0].Node.Name);
    }

    public static TheoryData<string, string[]> Wrong() => new()
    {
        { "  n: { from: sim(C).quotes, mid: {} }\n  o: { from: m, console: {} }\n", ["p.yaml:7:14: error SE3012: n: 'sim' was not made for 'C'; it was for A; B"] },
        { "  o: { from: m, console: {} }\n  q: { from: o(A), console: {} }\n", ["p.yaml:8:14: error SE3012: q: 'o' has no for_each, so there is nothing to pick; write o"] },
        { "  o: { for_each: { s: [] }, from: m, console: {} }\n", ["p.yaml:7:23: error SE2020: o: 's' has no values, so the node would not be there; give it at least one value"] },
        { "  o: { for_each: { s: [a, a] }, from: m, console: {} }\n", ["p.yaml:7:23: error SE2020: o: 's' has the value 'a' twice, and nodes are named by it; leave one out"] },
        { "  o: { for_each: { s: ['a(b'] }, from: m, console: {} }\n", ["p.yaml:7:23: error SE2020: o: 's' has the value 'a(b', which cannot be part of a node's name; use values of at most 100 characters without brackets and commas"] },
        { "  o: { for_each: [a], from: m, console: {} }\n", ["p.yaml:7:18: error SE2003: o: 'for_each' is a map from a variable to its values, this is a list; write for_each: { s: $symbols }"] },
        { "  o: { for_each: { s: $symbls }, from: m, console: {} }\n", ["p.yaml:7:23: error SE2009: there is no param 'symbls'; did you mean 'symbols'?"] },
        { "  o: { for_each: { s: A }, from: m, console: {} }\n", ["p.yaml:7:23: error SE2003: o: the values of 's' are a list or a param, this is 'A'; write s: [a, b] or s: $param"] },
        { "  o: { for_each: { S: [A] }, from: m, console: {} }\n", ["p.yaml:7:20: error SE2005: o: 'S' cannot name a variable; a name has lower-case letters, digits and '_' and starts with a letter"] },
        { "  o: { for_each: { s: $symbols }, from: m($s), conole: {} }\n", ["p.yaml:7:48: error SE3102: o(A): no operator is called 'conole'; did you mean 'console'?"] },
        { "  o: { from: m($t), console: {} }\n", ["p.yaml:7:14: error SE2009: there is no param 't'; declare it under params"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongForEach_IsReportedOnceWhereItStands(string nodes, string[] lines) => Assert.Equal(lines, new FileSet().With("p.yaml", Head + Sim + Mid + nodes).Lines("p.yaml"));

    [Fact]
    public void TooManyTurns_AreRefused()
    {
        var values = string.Join(", ", Enumerable.Range(0, 101));
        var lines = new FileSet().With("p.yaml", Head + "  sim: { market_simulator: { rows: 10, unpaced: true } }\n  o: { for_each: { a: [" + values + "], b: [" + values + "] }, from: sim.trades, console: {} }\n").Lines("p.yaml");

        Assert.EndsWith("error SE2021: o: for_each makes 10201 nodes; 10000 are allowed; use fewer values", Assert.Single(lines), StringComparison.Ordinal);
    }

    /// <summary>Two simulators of one symbol each give the rows of both, merged by time: the count and order follow from the two alone.</summary>
    [Fact]
    public void RowsOfAllTurns_AreMergedByTime()
    {
        var run = new PipelineRun()
            .Nodes("sim: { for_each: { seed: [1, 2, 3] }, market_simulator: { rows: 200, unpaced: true, seed: $seed } }")
            .Nodes("t: { for_each: { k: [1, 2, 3] }, from: sim($k).trades }")
            .Nodes("all: { from: t }")
            .Collect("all").Collect("sim(1).trades").Collect("sim(2).trades").Collect("sim(3).trades").Execute();

        var all = run.Column("all", "ts").Select(t => (long)t!).ToList();
        Assert.Equal(all.Order(), all);
        Assert.Equal(Enumerable.Range(1, 3).SelectMany(i => run.Column($"sim({i}).trades", "ts")).Select(t => (long)t!).Order(), all);
    }
}
