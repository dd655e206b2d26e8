using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

/// <summary>A loop through an answer port goes strictly by stream time: a gate knows what was filled up to now and nothing else.</summary>
public sealed class FeedbackTests
{
    private const string Loop = """
        gate: { from: { in: rows, fills: call.fills }, test_limit: { limit: 1 } }
        call: { from: gate, test_call: { latency: 10ns } }
        """;

    private static readonly Schema Shape = new(null, [new Field("ts", ColumnType.Timestamp, false), new Field("n", ColumnType.Int64, false)]);

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    public void GateOfOne_OpensWithTheAnswer(int batch)
    {
        // asked at 0, filled at 10; an odd one takes 20, so what is asked at 11 is filled at 31. At 10 and at 31 the row ranks before the fill of its instant, so the gate is shut; at 11 and 32 it is open.
        var run = Run(batch, (0, 0), (5, 2), (10, 4), (11, 1), (30, 6), (31, 8), (32, 10), (1_000_000_000_000, 12)).Execute();
        Assert.Equal([0L, 1L, 10L, 12L], run.Column("gate", "n"));
        Assert.Equal(["0", "1", "10", "12"], run.Column("call.fills", "client_id"));
        Assert.Equal([10L, 31L, 42L, 1_000_000_000_010L], run.Column("call.fills", "ts"));
    }

    [Fact]
    public void Loop_IsOneAnswerForAnyCutAndInterleaving()
    {
        var random = new Random(7);
        var ts = 0L;
        var rows = Enumerable.Range(0, 400).Select(i => (Ts: ts += random.Next(0, 12), N: (long)i)).ToArray();
        var expected = ByHand(rows);
        Assert.Equal(expected, Run(1, rows).Execute().Column("gate", "n").Select(n => (long)n!));
        for (var seed = 0; seed < 40; seed++)
        {
            var run = Run(1 + (seed * 13 % 50), new SeededScheduler(seed), rows).Execute();
            Assert.Equal(expected, run.Column("gate", "n").Select(n => (long)n!));
        }
    }

    [Theory]
    [InlineData("buffer: 10", "7:25: error SE3022: smooth: 'buffer' cuts the loop that closes through 'call.fills'; write it at a node outside the loop")]
    [InlineData("key: n, parallel: 2", "7:33: error SE3022: smooth: 'parallel' cuts the loop that closes through 'call.fills'; write it at a node outside the loop")]
    public void LoopThatIsCut_IsRefused(string attribute, string problem) =>
        Assert.Equal([$"test.yaml:{problem}"], Loops($"smooth: {{ from: gate, {attribute}, ewma: {{ column: open, span: 5 }} }}\ncall: {{ from: smooth, test_call: {{}} }}").Problems());

    [Fact]
    public void AnswerWithoutDelay_IsRefused() =>
        Assert.Equal(["test.yaml:7:23: error SE3023: call: 'test_call' answers at once; its answers need a delay above 0ns"], Loops("call: { from: gate, test_call: { latency: 0ns } }").Problems());

    [Fact]
    public void CircleThroughAnotherPort_IsRefused() =>
        Assert.Equal(["test.yaml:6:36: error SE3001: gate: rows would run in a circle: gate → call → gate"], new PipelineRun().Given("rows", Shape).Nodes("gate: { from: { in: rows, fills: call }, test_limit: {} }\ncall: { from: gate, test_call: {} }").Collect("gate").Problems().Select(p => p[..p.IndexOf(';')]));

    /// <summary>The same by a plain loop over rows and a list of fills.</summary>
    private static List<long> ByHand((long Ts, long N)[] rows)
    {
        var passed = new List<long>();
        var fills = new List<long>();
        foreach (var (ts, n) in rows)
        {
            var open = passed.Count - fills.Count(f => f < ts);
            if (open < 1)
            {
                passed.Add(n);
                fills.Add(ts + (10 * (1 + (n % 2))));
            }
        }

        return passed;
    }

    private static PipelineRun Loops(string call) =>
        new PipelineRun().Given("rows", Shape).Nodes("gate: { from: { in: rows, fills: call.fills }, test_limit: {} }").Nodes(call).Collect("gate");

    private static PipelineRun Run(int batch, params (long Ts, long N)[] rows) => Run(batch, TaskScheduler.Default, rows);

    private static PipelineRun Run(int batch, TaskScheduler scheduler, params (long Ts, long N)[] rows)
    {
        var run = new PipelineRun();
        return new PipelineRun { Options = run.Options with { BatchMax = batch, Scheduler = scheduler } }
            .Given("rows", Shape, rows.Select(r => new Dictionary<string, object?> { ["ts"] = r.Ts, ["n"] = r.N })).Nodes(Loop).Collect("gate").Collect("call.fills");
    }
}
