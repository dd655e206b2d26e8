using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

public sealed class BoundaryTests
{
    private const int Rows = 300;

    private static readonly Schema Numbers = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Int64)]);

    /// <summary>900 seeds × credits of a diamond with a filter in one arm: one result, no foreign thread, no deadlock (DESIGN § 6).</summary>
    [Fact]
    public void DiamondAtOneCreditAnEdge_HasOneResultUnderEveryInterleaving()
    {
        var expected = Enumerable.Range(1, Rows).SelectMany(i => i % 97 == 0 ? new object?[] { (long)i, (long)i } : [(long)i]).ToList();
        foreach (var credit in new[] { 1, 7, 100 })
        {
            for (var seed = 0; seed < 100; seed++)
            {
                var scheduler = new SeededScheduler(seed); // a third each: consumers woken, run by their producers, now this and now that
                var run = Diamond(scheduler, seed, batch: 1 + seed % 40, credit).Execute();
                Assert.Equal(expected, run.Column("all", "x"));
                Assert.Equal(0, scheduler.Foreign);
            }
        }
    }

    [Fact]
    public void TwoSourcesWithUnequalArms_DoNotDeadlockAtOneCredit()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var run = new PipelineRun { Options = Options(new SeededScheduler(seed), 5, seed) }
                .Given("a", Numbers, [.. Enumerable.Range(1, Rows).Select(i => Row(i * 10, i))])
                .Given("b", Numbers, [.. Enumerable.Range(1, Rows).Select(i => Row(i, -i))])
                .Nodes("""
                    a1: { from: a, buffer: { rows: 1 }, where: x > 0 }
                    b1: { from: b, buffer: { rows: 1 }, where: x < -290 }
                    ab: { from: [a1, b1] }
                    late: { from: [ab, b], buffer: { rows: 1 } }
                    """)
                .Collect("late").Execute();
            Assert.Equal(Rows + 10 + Rows, run.Rows("late").Count);
            var at = run.Column("late", "at").Cast<long>().ToList();
            Assert.Equal(at.Order(), at);
        }
    }

    [Theory]
    [InlineData("drop_newest")]
    [InlineData("drop_oldest")]
    public void FullEdgeThatDrops_CountsEveryRow(string policy)
    {
        var run = new PipelineRun { Options = Options(new SeededScheduler(3), 10) }
            .Given("a", Numbers, [.. Enumerable.Range(1, Rows).Select(i => Row(i, i))])
            .Nodes($"b: {{ from: a, buffer: {{ rows: 10, policy: {policy} }}, where: x > 0 }}")
            .Collect("b").Execute();
        var edge = run.Summary.Edges.Single(e => e.Name == "a → b");
        Assert.Equal(Rows, edge.Sent);
        Assert.Equal(Rows, edge.Received + edge.Dropped);
        Assert.True(edge.Dropped > 0);
        Assert.Equal(edge.Received, run.Rows("b").Count);
    }

    [Fact]
    public void FullEdgeThatFails_FailsTheRun()
    {
        var summary = new PipelineRun { Options = Options(new SeededScheduler(3), 10) }
            .Given("a", Numbers, [.. Enumerable.Range(1, Rows).Select(i => Row(i, i))])
            .Nodes("b: { from: a, buffer: { rows: 10, policy: fail }, where: x > 0 }")
            .Collect("b").Try();
        Assert.IsType<EdgeOverflowException>(summary.Failure);
    }

    private static PipelineRun Diamond(SeededScheduler scheduler, int seed, int batch, int credit) =>
        new PipelineRun { Options = Options(scheduler, batch, seed) }
            .Given("a", Numbers, [.. Enumerable.Range(1, Rows).Select(i => Row(i, i))])
            .Nodes($"""
                left: {"{"} from: a, buffer: {"{"} rows: {credit} {"}"}, where: x % 97 = 0 {"}"}
                right: {"{"} from: a, buffer: {"{"} rows: {credit} {"}"} {"}"}
                all: {"{"} from: [left, right], buffer: {"{"} rows: {credit} {"}"} {"}"}
                """)
            .Collect("all");

    private static RunOptions Options(SeededScheduler scheduler, int batch, int seed = 0)
    {
        var coin = new Random(seed);
        return new()
        {
            Clock = TimeProvider.System,
            Pool = new BufferPool(overwrite: true),
            Scheduler = scheduler,
            BatchMax = batch,
            RunsConsumers = () => seed % 3 == 1 || (seed % 3 == 2 && coin.Next(2) == 0),
        };
    }

    private static Dictionary<string, object?> Row(long ts, long x) => new() { ["ts"] = ts, ["x"] = x };
}
