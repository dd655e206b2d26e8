using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Graph;

/// <summary>What a plan says its stages cost, and why it cut segments.</summary>
public sealed class StageCostTests
{
    private const string Source = "exchange: { market_simulator: { symbols: [BTCUSDT, ETHUSDT], rows: 10, unpaced: true } }\n";

    [Theory]
    [InlineData("x: { from: exchange.trades, select: 'n = price * qty' }", true, true, null, Allocation.Nothing)]
    [InlineData("x: { from: exchange.trades, where: price > 1 }", false, true, null, Allocation.Nothing)]
    [InlineData("x: { from: exchange.trades, select: 'n = exp(price) else null' }", true, false, "'n' has exp of float64", Allocation.Nothing)]
    [InlineData("x: { from: exchange.trades, where: exp(price) > 1 else false }", false, false, "the condition has exp of float64", Allocation.Nothing)]
    [InlineData("x: { from: exchange.quotes, key: symbol, spread: {} }", true, true, null, Allocation.Nothing)]
    [InlineData("x: { from: exchange.quotes, key: symbol, where: bid_px > 1, spread: {} }", false, false, "behind its 'where' rows no longer stand behind one another", Allocation.Nothing)]
    [InlineData("x: { from: exchange.quotes, key: symbol, ewma: { column: bid_px, span: 3 } }", true, false, "ewma takes row by row", Allocation.Nothing)]
    [InlineData("book: { from: exchange.deltas, key: symbol, order_book: {} }\nx: { from: book, key: symbol, depth: { levels: 3 } }", true, true, null, Allocation.Nothing)]
    [InlineData("x: { from: exchange.deltas, key: symbol, order_book: {} }", false, false, "order_book takes row by row", Allocation.Nothing)]
    public void Stage_CostsWhatItsDeclarationsSay(string node, bool oneToOne, bool byColumns, string? why, Allocation allocates)
    {
        var stage = Plan(node).Stages.First(s => s.Node.Name == "x");
        Assert.Equal(new StageCost(oneToOne, byColumns, why, allocates), StageCost.Of(stage));
    }

    [Fact]
    public void Boundaries_SayWhatCutThem()
    {
        var plan = Plan("a: { from: exchange.trades, select: '*' }\nb: { from: a, buffer: { rows: 10 }, select: '*' }\nx: { from: b, key: symbol, parallel: 2, ewma: { column: price, span: 3 } }\nsink: { from: x, console: {} }");
        Assert.Equal(
        [
            "exchange.trades → a: Source exchange", "a → b: Buffer b", "x → x#1: Parallel x", "x → x#2: Parallel x", "x#1 → x: Parallel x", "x#2 → x: Parallel x", "x → sink: Sink sink",
        ], plan.Boundaries.Select(b => $"{b.Name}: {b.Reason} {b.At.Name}"));
    }

    private static Plan Plan(string nodes) => new PipelineRun().Nodes(Source + nodes + (nodes.Contains("sink", StringComparison.Ordinal) ? "" : "\nsink: { from: x, console: {} }")).Planned();
}
