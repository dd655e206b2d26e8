using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

/// <summary>Several workers give the rows of one, in their order.</summary>
public sealed class ParallelFlowTests
{
    [Theory]
    [InlineData("throttle: { max: 3, per: 50ms }")]
    [InlineData("dedupe: { by: n, horizon: 200ms }")]
    [InlineData("sample: 100ms")]
    [InlineData("debounce: 60ms")]
    [InlineData("collect: { max: 4, within: 50ms }")]
    [InlineData("fill_gaps: { every: 100ms, fill: carry }")]
    [InlineData("fill_gaps: { every: 100ms, limit: 2 }")]
    [InlineData("delay: 70ms")]
    public void Workers_GiveTheRowsOfOne(string verb)
    {
        var rows = FlowRows.Random(31);
        var serial = Run($"x: {{ from: rows, key: symbol, {verb} }}", rows, 50);
        foreach (var (workers, batch) in new[] { (2, 1), (3, 50), (8, 1024) })
        {
            var parallel = Run($"x: {{ from: rows, key: symbol, parallel: {workers}, {verb} }}", rows, batch);
            Assert.Equal(Lines(serial), Lines(parallel));
            Assert.Equal(serial.Summary.Nodes[1].Counters.Used, parallel.Summary.Nodes[1].Counters.Used);
            Assert.Equal(serial.Summary.Nodes[1].Counters.Filtered, parallel.Summary.Nodes[1].Counters.Filtered);
            Assert.Equal(serial.Summary.Nodes[1].Counters.Measures.Select(m => (m.Key, m.Value.Value)), parallel.Summary.Nodes[1].Counters.Measures.Select(m => (m.Key, m.Value.Value)));
        }
    }

    [Fact]
    public void Route_GivesTheRowsOfOne_AtEachPort()
    {
        var rows = FlowRows.Random(32);
        const string route = "route: { cases: { low: n < 4, seven: n = 7 } }";
        var serial = Run($"x: {{ from: rows, key: symbol, {route} }}", rows, 50, "x.low", "x.seven", "x.else");
        var parallel = Run($"x: {{ from: rows, key: symbol, parallel: 3, {route} }}", rows, 50, "x.low", "x.seven", "x.else");
        Assert.All(["x.low", "x.seven", "x.else"], port => Assert.Equal(Shown(serial, port), Shown(parallel, port)));
    }

    [Fact]
    public void OneOrderOfAllKeys_IsNotShared() =>
        Assert.Equal(["test.yaml:6:33: error SE3021: x: 'sort' puts rows of all keys in one order, so several workers cannot share it; remove parallel"],
            new PipelineRun().Given("rows", FlowRows.Schema, []).Nodes("x: { from: rows, key: symbol, parallel: 2, sort: { within: 1s }, drop: late }").Collect("x").Problems());

    private static IEnumerable<string> Lines(PipelineRun run) => run.Rows("x").Select(r => string.Join(' ', r.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}")));
}
