using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Operators.Flow;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Sources.Scheduling;

public sealed class ScheduleSourceTests
{
    [Fact]
    public void Replay_CoversTheStreamTimeOfTheOthers_BothEndsIncluded()
    {
        var run = Of(1024, "tick: { schedule: 10ms }", Row(20, "A", 1), Row(23, "A", 2), Row(60, "A", 3)).Collect("tick").Execute();
        Assert.Equal(["20 1", "30 2", "40 3", "50 4", "60 5"], run.Rows("tick").Select(r => $"{(long)r["at"]! / Ms} {r["n"]}"));
        Assert.Equal(run.Column("tick", "at"), run.Column("tick", "ts"));
    }

    [Fact]
    public void Offset_MovesTheGrid_StartUntilAndCountCutIt()
    {
        Assert.Equal(["23", "33", "43", "53"], Ticks("tick: { schedule: { every: 10ms, offset: 3ms } }"));
        Assert.Equal(["40", "50", "60"], Ticks("tick: { schedule: { every: 10ms, start: '1970-01-01T00:00:00.035Z' } }"));
        Assert.Equal(["20", "30"], Ticks("tick: { schedule: { every: 10ms, until: '1970-01-01T00:00:00.039Z' } }"));
        Assert.Equal(["20", "30"], Ticks("tick: { schedule: { every: 10ms, count: 2 } }"));
    }

    [Fact]
    public void NoRowsOfOthers_GiveNone()
    {
        var run = Of(1024, "tick: { schedule: 10ms }").Collect("tick").Execute();
        Assert.Empty(run.Rows("tick"));
    }

    [Fact]
    public void AloneInAReplay_ItGoesFromItsStart()
    {
        var run = new PipelineRun { Options = Replay(1024) }.Nodes("tick: { schedule: { cron: '*/30 * * * *', start: '2024-01-01T00:10:00Z', count: 2 } }").Collect("tick").Execute();
        Assert.Equal([1_704_069_000_000_000_000L, 1_704_070_800_000_000_000L], run.Column("tick", "ts")); // 2024-01-01 00:30 and 01:00
    }

    [Theory]
    [InlineData("every: 20ms, start: '1970-01-01T00:00:00.02Z', until: '1970-01-01T00:00:00.06Z'", "20 40 60")] // both ends included
    [InlineData("every: 20ms, start: '1970-01-01T00:00:00.021Z', until: '1970-01-01T00:00:00.059Z'", "40")]
    [InlineData("every: 20ms, offset: 5ms, until: '1970-01-01T00:00:00.05Z'", "5 25 45")]
    [InlineData("every: 20ms, start: '1970-01-01T00:00:00.05Z', until: '1970-01-01T00:00:00.01Z'", "")]
    [InlineData("every: 20ms, count: 3", "0 20 40")]
    public void AloneInAReplay_ItKeepsItsBounds(string options, string expected)
    {
        foreach (var batch in new[] { 1, 2, 1024 })
        {
            var run = new PipelineRun { Options = Replay(batch) }.Nodes($"tick: {{ schedule: {{ {options} }} }}\nx: {{ from: tick, select: ts }}").Collect("x").Execute(); // nobody reads n
            Assert.Equal(expected, string.Join(' ', run.Column("x", "ts").Select(ts => (long)ts! / Ms)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1024)]
    public void ReplayedBesideOthers_GivesOneAnswer_UnderAnySchedulingAndBatchSize(int batch)
    {
        // two sources, one of which ends early, merged with the schedule as rows of one shape, and a state sampled at its instants
        var rows = FlowRows.Random(77, 120);
        var expected = Enumerable.Range((int)At(rows[0]), (int)(At(rows[^1]) - At(rows[0]) + 1)).Where(ms => ms % 50 == 0).Select(ms => (At: (long)ms, Tick: true, Shown: ""))
            .Concat(rows.Select(r => (At: At(r), Tick: false, Shown: FormattableString.Invariant($"{r["n"] ?? "-"}"))))
            .OrderBy(e => e.At).ThenBy(e => e.Tick).Select(e => $"{e.At} {(e.Tick ? "tick" : e.Shown)}").ToList();
        for (var seed = 0; seed < 15; seed++)
        {
            var run = new PipelineRun { Options = Replay(batch) with { Scheduler = new SeededScheduler(seed) } }
                .Given("a", FlowRows.Schema, rows.Take(40)).Given("b", FlowRows.Schema, rows.Skip(40))
                .Nodes("""
                    ticks: { schedule: { every: 50ms } }
                    named:
                      from: ticks
                      select: n = if n > 0 then -1 else null
                    all: { from: [a, b] }
                    some: { from: all, select: n }
                    x: { from: [some, named] }
                    """).Collect("x").Execute();
            Assert.Equal(expected, run.Rows("x").Select(r => $"{(long)r["at"]! / Ms} {r["n"] switch { null => "-", -1L => "tick", var n => n }}"));
        }
    }

    [Fact]
    public async Task Live_ComesWhenTheClockShowsItsTime()
    {
        var clock = new ManualClock();
        var rows = new List<long>();
        var source = (Source)Bind("tick: { schedule: { every: 10ms, count: 3 } }", null, new Problems())!.Nodes[0].Instance!;
        var writer = new PortWriter(source.Bind(new BindScope("tick", [], [], 0, (_, _, _, _) => { }))[0].Schema, null, new SymbolTables(), new BufferPool());
        var context = new SourceContext("tick", [writer], 1024, new SymbolTables(), new BufferPool(), clock, null!);
        var reading = Read(source, context, rows);
        for (var ms = 0; !reading.IsCompleted; ms++)
        {
            while (!reading.IsCompleted && !clock.IsAwaited)
            {
                await Task.Yield();
            }

            Assert.Equal(Enumerable.Range(0, (ms / 10) + 1).Select(n => n * 10 * Ms), rows); // the clock shows ms, from the epoch on
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        await reading;
        Assert.Equal([0L, 10 * Ms, 20 * Ms], rows);
    }

    [Theory]
    [InlineData("tick: { schedule: {} }", "test.yaml:5:11: error SE2351: tick: none of every and cron is given; it must be exactly one")]
    [InlineData("tick: { schedule: { every: 1s, cron: '* * * * *' } }", "test.yaml:5:40: error SE2351: tick: every and cron are both given; it must be exactly one")]
    [InlineData("tick: { schedule: { every: 1s, until: tomorrow } }", "test.yaml:5:41: error SE2371: tick: option 'until' is 'tomorrow'; it must be a time such as 2024-01-01T00:00:00Z, not before 1970")]
    [InlineData("tick: { schedule: { cron: '0 25 * * *' } }", "test.yaml:5:29: error SE2372: tick: option 'cron' is '0 25 * * *': the hour is '25'; it must be *, a number from 0 to 23, a range of these, or * or a range with a step; write minute hour day-of-month month day-of-week, as in '0 8 * * 1-5'")]
    [InlineData("tick: { schedule: { cron: '0 8 * * *', zone: Europe/Berln } }", "test.yaml:5:48: error SE2373: tick: there is no time zone 'Europe/Berln'; it must be UTC or a name of the IANA time zone database such as Europe/Berlin; did you mean 'Europe/Berlin'?")]
    public void Mistakes_AreRefusedAtTheirPlace(string node, string expected) => Assert.Equal([expected], new PipelineRun().Nodes(node).Collect("tick").Problems());

    [Fact]
    public void AloneInAReplayWithoutAnEnd_IsRefused()
    {
        var problems = new Problems();
        Assert.NotNull(Bind("tick: { schedule: 1s }", null, problems));
        Assert.Null(Bind("tick: { schedule: 1s }", "fast", problems));
        Assert.Equal(["t.yaml:4:11: error SE3025: tick: 'schedule' goes by the stream time of other sources under the clock replay, and there is none; write count or until, or add a source"],
            problems.Select(ProblemText.Line));
        Assert.NotNull(Bind("tick: { schedule: { every: 1s, count: 3 } }", "fast", new Problems()));
    }

    private static IReadOnlyList<string> Ticks(string node)
    {
        var run = Of(1024, node, Row(20, "A", 1), Row(60, "A", 3)).Collect("tick").Execute();
        return [.. run.Rows("tick").Select(r => FormattableString.Invariant($"{(long)r["at"]! / Ms}"))];
    }

    private static RunOptions Replay(int batch) => new() { Clock = TimeProvider.System, Pool = new BufferPool(overwrite: true), BatchMax = batch, IsReplay = true };

    private static PipelineRun Of(int batch, string node, params Dictionary<string, object?>[] rows) =>
        new PipelineRun { Options = Replay(batch) }.Given("rows", FlowRows.Schema, rows).Nodes(node).Collect("rows");

    private static BoundPipeline? Bind(string node, string? profile, Problems problems)
    {
        var text = $"version: 1\npipeline: t\nnodes:\n  {node}\n  out: {{ from: tick, console: {{}} }}\nprofiles: {{ fast: {{ clock: replay }} }}\n";
        return PipelineFile.Bind("t.yaml", System.Text.Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings { Profile = profile }, problems);
    }

    private static async Task Read(Source source, SourceContext context, List<long> rows)
    {
        await foreach (var delivery in source.Read(context, CancellationToken.None))
        {
            using var batch = delivery.Batch;
            for (var i = 0; i < batch.Count; i++)
            {
                rows.Add(batch.At(i));
            }
        }
    }
}
