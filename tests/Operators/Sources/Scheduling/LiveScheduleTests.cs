using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Scheduling;

/// <summary>A schedule in a live run goes by the clock of the run, here one that a test moves: a report moves while nothing arrives.</summary>
public sealed class LiveScheduleTests
{
    private const long Ms = 1_000_000;

    private static readonly Schema Shape = new(null, [new Field("ts", ColumnType.Timestamp, false), new Field("n", ColumnType.Int64, false)]);

    [Fact]
    public async Task Report_MovesWhileNothingArrives()
    {
        var clock = new ManualClock();
        var feed = new LiveFeed(Shape);
        var options = new PipelineRun().Options with { Clock = clock, StandIns = new Dictionary<string, Source> { ["quotes"] = feed } };
        var run = new PipelineRun { Options = options }.Given("quotes", Shape)
            .Nodes("tick: { schedule: { every: 100ms } }\nreport: { from: { left: tick, right: quotes }, asof: { tolerance: 1h }, select: \"n\\nheld = right.n\\n\" }").Collect("quotes").Collect("report");
        var done = Task.Run(run.Execute);
        await Until(clock, () => run.Rows("report").Count == 1, 0);
        await Until(clock, () => clock.Elapsed.TotalMilliseconds >= 50, 50);
        feed.Push(new() { ["ts"] = 50 * Ms, ["n"] = 7L });
        await Until(clock, () => run.Rows("quotes").Count == 1, 50);
        await Until(clock, () => run.Rows("report").Count == 4, 350);
        await Until(clock, () => clock.Elapsed.TotalMilliseconds >= 350, 350);
        feed.Push(new() { ["ts"] = 350 * Ms, ["n"] = 8L });
        await Until(clock, () => run.Rows("quotes").Count == 2, 350);
        await Until(clock, () => run.Rows("report").Count == 5, 450);
        feed.End();
        await done.WaitAsync(Patience.Hang);
        Assert.Equal([(0L, 1L, null), (100, 2L, 7L), (200, 3L, 7L), (300, 4L, 7L), (400, 5L, 8L)],
            run.Rows("report").Select(r => ((long)r["at"]! / Ms, (long)r["n"]!, (long?)r["held"])));
    }

    /// <summary>Moves the clock by milliseconds, at most up to a time, until something holds.</summary>
    private static Task Until(ManualClock clock, Func<bool> holds, int upTo) => Eventually.Holds(() =>
    {
        var isThere = holds();
        if (!isThere && clock.Elapsed.TotalMilliseconds < upTo)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return isThere;
    });
}
