namespace StreamEngine.Tests.Graph;

/// <summary>Every path from a model to an execution sink crosses a risk gate, or the file is refused.</summary>
public sealed class RiskRuleTests
{
    private const string Head = "version: 1\npipeline: p\nnodes:\n  sim: { market_simulator: { rows: 10, unpaced: true } }\n  m: { from: sim.quotes, key: symbol, test_model: { as: score } }\n";
    private const string Gate = "  g: { from: m, test_gate: { as: passed } }\n";

    public static TheoryData<string, string[]> Files() => new()
    {
        { Gate + "  o: { from: g, test_venue: {} }\n", [] },
        { "  o: { from: sim.trades, test_venue: {} }\n", [] },
        { Gate + "  s: { from: g, where: score > 0 }\n  o: { from: s, test_venue: {} }\n", [] },
        { "  o: { from: m, test_venue: {} }\n", ["p.yaml:6:14: error SE3014: o: a model's answers become orders without a risk gate: m → o; put a risk gate on the way"] },
        { "  s: { from: m, where: score > 0 }\n  t: { from: s }\n  o: { from: t, test_venue: {} }\n", ["p.yaml:8:14: error SE3014: o: a model's answers become orders without a risk gate: m → s → t → o; put a risk gate on the way"] },
        { Gate + "  a: { from: g, select: \"ts\\nscore\" }\n  b: { from: m, select: \"ts\\nscore\" }\n  o: { from: [a, b], test_venue: {} }\n",
            ["p.yaml:9:14: error SE3014: o: a model's answers become orders without a risk gate: m → b → o; put a risk gate on the way"] },
        { Gate + "  n: { from: g, test_model: { as: again } }\n  o: { from: n, test_venue: {} }\n", ["p.yaml:8:14: error SE3014: o: a model's answers become orders without a risk gate: n → o; put a risk gate on the way"] },
        { "  f: { from: { in: sim.quotes, trades: sim.trades }, trade_flow: {}, drop: [late] }\n  o: { from: m.error, test_venue: {} }\n", ["p.yaml:7:14: error SE3014: o: a model's answers become orders without a risk gate: m → o; put a risk gate on the way"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void PathFromAModelToOrders_CrossesAGateOrIsRefused(string nodes, string[] lines) => Assert.Equal(lines, new FileSet().With("p.yaml", Head + nodes).Lines("p.yaml"));

    [Fact]
    public void ModelInsideATemplate_IsFound()
    {
        var files = new FileSet().With("t.yaml", "version: 1\ntemplate: t\ninputs: { q: quote/1 }\nnodes: { x: { from: q, test_model: { as: s } } }\noutputs: x\n")
            .With("p.yaml", "version: 1\npipeline: p\nuse: { t: t.yaml }\nnodes:\n  sim: { market_simulator: { rows: 10, unpaced: true } }\n  m: { from: sim.quotes, t: {} }\n  o: { from: m, test_venue: {} }\n");

        Assert.Equal(["p.yaml:7:14: error SE3014: o: a model's answers become orders without a risk gate: m/x → o; put a risk gate on the way"], files.Lines("p.yaml"));
    }
}
