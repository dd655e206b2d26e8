using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime.Viewing;

/// <summary>Looks at a run while it goes on.</summary>
public sealed class RunLookTests
{
    private static readonly Schema Numbers = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Int64)]);

    [Fact]
    public async Task RowsUnderWay_AreAllAccountedFor_AndAtTheEndEachHasItsFate()
    {
        var pipeline = Numbered(50_000).Nodes("""
            odd: { from: rows, where: x % 2 == 1 }
            wide: { from: odd, parallel: 2, key: x, buffer: { rows: 64 }, dedupe: { by: [x], horizon: 1h } }
            """).Collect("wide");
        await using var run = Run.Open(pipeline.Planned(), new RunOptions { Clock = TimeProvider.System, IsReplay = true, MeasuresTime = true, BatchMax = 16 });
        var running = Task.Run(run.Execute);
        var looks = 0;
        while (!running.IsCompleted)
        {
            var view = await run.Look();
            looks++;
            Assert.All(view.Nodes, n => Assert.True(n.Rows.Balanced, $"{n.Name}: {n.Rows.In} in"));
            Assert.All(view.Boundaries, b => Assert.True(b.Balanced, b.Name));
        }

        var summary = await running;
        Assert.Null(summary.Failure);
        var last = await run.Look();
        Assert.True(looks > 0);
        Assert.Equal((50_000L, 25_000L, 25_000L, 0L), (last["odd"].Rows.In, last["odd"].Rows.Filtered, last["odd"].Rows.Used, last["odd"].Rows.Pending));
        Assert.Equal(summary.Nodes.Select(n => (n.Name, n.Counters.In, n.Counters.Used, n.Counters.Out)), last.Nodes.Select(n => (n.Name, n.Rows.In, n.Rows.Used, n.Rows.Out)));
        Assert.All(last.Nodes, n => Assert.True(n.Time.Total > 0, n.Name));
        Assert.NotEmpty(last["odd"].Steps);
    }

    [Fact]
    public async Task Edges_NameBothEnds_AndShowWhatWaitsAtABoundary()
    {
        var pipeline = Numbered(10).Nodes("""
            a: { from: rows, where: x > 3 }
            b: { from: a, buffer: { rows: 100 }, select: y = x }
            """).Collect("b");
        await using var run = Run.Open(pipeline.Planned(), new RunOptions { Clock = TimeProvider.System, IsReplay = true });
        var view = await run.Look();
        Assert.Equal(["rows→a in", "a→b in"], view.Edges.Where(e => e.To is "a" or "b").Select(e => $"{e.From}→{e.To} {e.Role}"));
        Assert.Equal(100, view.Edges.Single(e => e.To == "b").Queue!.LimitRows);
        Assert.All(view.Edges.Where(e => e.To == "b"), e => Assert.Equal((0L, 0L), (e.Queue!.Queued, e.Queue.Bytes)));
        Assert.Null(view.StreamTime);
        Assert.Null((await run.Execute()).Failure);
        Assert.Equal(10, (await run.Look()).StreamTime);
    }

    private static PipelineRun Numbered(int rows) =>
        new PipelineRun().Given("rows", Numbers, [.. Enumerable.Range(1, rows).Select(i => new Dictionary<string, object?> { ["ts"] = (long)i, ["x"] = (long)i })]);
}
