using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Operators.Flow;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Runtime;

public sealed class LatencyBudgetTests
{
    [Theory]
    [InlineData("x: { from: rows, key: symbol, throttle: { max: 9, per: 1s }, latency_budget: 1ms }")]
    [InlineData("x: { from: rows, where: n > 0, latency_budget: 1ms }")]
    [InlineData("x: { from: [rows, other], latency_budget: { max: 1ms, from: rows } }")]
    public void BatchThatTookLonger_IsCountedAndARow(string node)
    {
        var run = Of(TimeSpan.FromMilliseconds(3), 2).Nodes(node).Collect("x").Collect("x.breach").Execute();
        var measures = run.Summary.Nodes.Single(n => n.Name == "x").Counters.Measures;
        Assert.Equal(2, measures["latency_breaches"].Value);
        Assert.True(measures["latency_worst_us"].Value >= 3_000);
        var breaches = run.Rows("x.breach");
        Assert.Equal(2, breaches.Count);
        Assert.All(breaches, b => Assert.Equal(("x", 1 * Ms), ((string)b["node"]!, (long)b["budget"]!)));
        Assert.All(breaches, b => Assert.True((long)b["latency"]! >= 3 * Ms));
        Assert.Equal([2L, 1L], breaches.Select(b => b["rows"]));
        Assert.Equal([1L, 2L], breaches.Select(b => (long)b["at"]! / Ms)); // that of the batch's last row
    }

    [Fact]
    public void BatchesWithinTheBudget_AreMeasuredOnly()
    {
        var run = Of(TimeSpan.FromMilliseconds(3), 1024).Nodes("x: { from: rows, where: n > 0, latency_budget: 1h }").Collect("x").Collect("x.breach").Execute();
        var measures = run.Summary.Nodes.Single(n => n.Name == "x").Counters.Measures;
        Assert.Equal((1.0, 0.0), (measures["latency_measured"].Value, measures["latency_breaches"].Value));
        Assert.Empty(run.Rows("x.breach"));
    }

    /// <summary>Who is woken runs at once, before the one that woke it goes on: whatever is noted behind a hand-over comes too late.</summary>
    [Theory]
    [InlineData("x: { from: [ended, rows], latency_budget: { max: 1ms, from: rows } }")]
    [InlineData("x: { from: rows, where: n > 0, latency_budget: { max: 1ms, from: rows } }")]
    [InlineData("y: { from: rows, key: symbol, throttle: { max: 9, per: 1s } }\nx: { from: [ended, y], latency_budget: { max: 1ms, from: y } }")]
    [InlineData("y: { from: rows, where: n > 0 }\nx: { from: [ended, y], latency_budget: { max: 1ms, from: y } }")]
    public void ReaderAheadOfItsWriter_MissesNoBatch(string nodes)
    {
        var options = new RunOptions { Clock = new SteppingClock(TimeSpan.FromMilliseconds(3)), BatchMax = 2, IsReplay = true, Scheduler = new EagerScheduler() };
        var run = new PipelineRun { Options = options }.Given("ended", FlowRows.Schema).Given("rows", FlowRows.Schema, Row(0, "A", 1), Row(1, "A", 2), Row(2, "A", 3)).Nodes(nodes).Collect("x").Execute();

        Assert.Equal(3, run.Rows("x").Count);
        Assert.Equal(2, run.Summary.Nodes.Single(n => n.Name == "x").Counters.Measures["latency_measured"].Value);
    }

    [Fact]
    public void Sink_IsMeasuredToTheEndOfItsWrite()
    {
        var run = Of(TimeSpan.FromMilliseconds(3), 1024).Nodes("out: { from: rows, console: {}, latency_budget: 1ms }").Execute();
        Assert.Equal(1, run.Summary.Nodes.Single(n => n.Name == "out").Counters.Measures["latency_breaches"].Value);
    }

    [Theory]
    [InlineData("rows2: { test_rows: { rows: none }, latency_budget: 1ms }\nx: { from: rows2 }", "error SE2007: rows2: 'latency_budget' has no meaning on a source; write it at a node behind: time is taken from the source on")]
    [InlineData("x: { from: rows, latency_budget: { max: 1ms, from: rosw } }", "error SE3004: x: there is no node 'rosw' for the latency budget; did you mean 'rows'?")]
    [InlineData("x: { from: rows, latency_budget: { max: 1ms, from: other } }", "error SE3026: x: no rows go from 'other' to 'x', so no latency can be measured between them; name a node in front, or leave 'from' out to measure from the source")]
    [InlineData("x: { from: rows, latency_budget: 5 }", "error SE4001: x: option 'max' is 5; a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms")]
    [InlineData("x: { from: rows, key: symbol, parallel: 2, latency_budget: 1ms, throttle: { max: 1, per: 1s } }", "error SE3021: x: the latency of a node with 'parallel' is not measured; write latency_budget at the node behind")]
    public void Mistakes_AreRefused(string nodes, string expected)
    {
        var problem = Assert.Single(Of(TimeSpan.Zero, 1024).Nodes(nodes).Collect("x").Problems());
        Assert.EndsWith(expected, problem, StringComparison.Ordinal);
    }

    private static PipelineRun Of(TimeSpan step, int batch) =>
        new PipelineRun { Options = new RunOptions { Clock = new SteppingClock(step), Pool = new BufferPool(overwrite: true), BatchMax = batch, IsReplay = true } }
            .Given("rows", FlowRows.Schema, Row(0, "A", 1), Row(1, "A", 2), Row(2, "A", 3)).Given("other", FlowRows.Schema);

    /// <summary>A clock that goes on by a step each time somebody looks.</summary>
    private sealed class SteppingClock(TimeSpan step) : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * Math.Max(1, step.Ticks);
    }

    /// <summary>Runs what it is given on a thread of its own, and lets it go ahead.</summary>
    private sealed class EagerScheduler : TaskScheduler
    {
        protected override void QueueTask(Task task)
        {
            var runner = new Thread(() => TryExecuteTask(task));
            runner.Start();
            runner.Join(TimeSpan.FromMilliseconds(20)); // not for ever: it may wait for who is stopped here
        }

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
