using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

/// <summary>A live run waits for no network: quiet sources vouch, stream time goes on at the clock's pace in silence, and the stamps alone replay it (DESIGN § 4).</summary>
public sealed class LiveTests
{
    private const long Second = 1_000_000_000;

    private static readonly Schema Shape = new(null, [new Field("ts", ColumnType.Timestamp, false), new Field("n", ColumnType.Int64, false)]);

    [Fact]
    public async Task QuietSource_HoldsNobodyUp()
    {
        var live = new Live();
        live.A.Push(Row(10 * Second, 1));
        await live.Rows("both", 1);
        live.B.Push(Row(4 * Second, 2)); // B vouched that it brings nothing up to the row of A, so this one is stamped behind it
        await live.Rows("both", 2);
        await live.End();
        Assert.Equal([(10 * Second, 1L), ((10 * Second) + 1, 2L)], live.Merged());
    }

    [Fact]
    public async Task SourceThatIsAskedForNothing_KeepsItsOwnStamps()
    {
        var live = new Live();
        live.B.Push(Row(4 * Second, 2));
        await live.Rows("both", 1);
        live.A.Push(Row(10 * Second, 1));
        await live.Rows("both", 2);
        await live.End();
        Assert.Equal([(4 * Second, 2L), (10 * Second, 1L)], live.Merged());
    }

    [Fact]
    public async Task Timer_FiresInSilence_WhenTheClockHasComeToIt()
    {
        var live = new Live();
        live.A.Push(Row(10 * Second, 1));
        await live.Rows("both", 1);
        await live.UntilAwaited();
        live.Clock.Advance(TimeSpan.FromMilliseconds(900)); // stream time 10.9 s: the row is let go when it is past 11 s
        live.A.Push(Row((10 * Second) + (950 * 1_000_000L), 2));
        await live.Rows("both", 2);
        await live.UntilAwaited();
        live.Clock.Advance(TimeSpan.FromMilliseconds(200));
        await live.Rows("later", 1);
        await live.End();
        Assert.Equal([(10 * Second, 1L), ((10 * Second) + (950 * 1_000_000L), 2L)], live.Merged()); // had stream time been past 11 s, the second row would be stamped behind it
        Assert.Equal(11 * Second, live.Run.Rows("later")[0]["at"]);
    }

    [Fact]
    public async Task SegmentBehindABoundary_AsksThroughIt()
    {
        var live = new Live("both: { from: [first, second], buffer: 1000 }\nfirst: { from: a, buffer: 1000, where: n > 0 }\nsecond: { from: b, buffer: 1000, where: n > 0 }");
        live.A.Push(Row(10 * Second, 1));
        await live.Rows("both", 1);
        await live.End();
    }

    [Fact]
    public async Task Recording_ReplaysTheLiveRun_LateRowsIncluded()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var live = await Disordered(seed);
            var replayed = new PipelineRun { Options = new PipelineRun().Options with { IsReplay = true, BatchMax = 7 } }
                .Given("a", Shape, live.Run.Rows("a")).Given("b", Shape, live.Run.Rows("b"))
                .Nodes(Live.Graph).Collect("both").Collect("later").Execute();
            Assert.Equal(Texts(live.Run.Rows("both")), Texts(replayed.Rows("both")));
            Assert.Equal(Texts(live.Run.Rows("later")), Texts(replayed.Rows("later")));
            Assert.NotEmpty(live.Run.Rows("later"));
        }
    }

    [Fact]
    public async Task Recording_ReplaysThroughAChangedPipeline_AsAReplayOfTheOldOneWouldFeedIt()
    {
        // two nodes that were not there live: one that drops rows in front of the merge, one behind it
        const string Changed = "some: { from: a, where: n % 3 != 0 }\nboth: { from: [b, some] }\nfew: { from: both, where: n % 2 = 0 }\nlater: { from: few, test_later: { by: 1s } }";
        var live = await Disordered(3);
        var replayed = new PipelineRun { Options = new PipelineRun().Options with { IsReplay = true, BatchMax = 5 } }
            .Given("a", Shape, live.Run.Rows("a")).Given("b", Shape, live.Run.Rows("b"))
            .Nodes(Changed).Collect("few").Collect("later").Execute();
        var a = live.Run.Rows("a").Select(r => (long)r["n"]!).ToHashSet();
        bool Stays(Dictionary<string, object?> row) => (long)row["n"]! is var n && n % 2 == 0 && !(a.Contains(n) && n % 3 == 0);

        // the live merge, by its stamps, without the rows that the new nodes drop: late rows stand where they stood
        Assert.Equal(Texts(live.Run.Rows("both").Where(Stays)), Texts(replayed.Rows("few")));
        Assert.Equal(Texts(live.Run.Rows("later").Where(Stays)), Texts(replayed.Rows("later")));
        Assert.Contains(replayed.Rows("few"), row => (long)row["ts"]! < (long)row["at"]!);
    }

    [Fact]
    public async Task QuietSources_AreAskedOneAtATime_AndOnlyWhenARowWaits()
    {
        var quiet = Enumerable.Range(0, 31).ToDictionary(i => $"q{i}", _ => new AskedFeed(Shape));
        var busy = new LiveFeed(Shape);
        var standIns = quiet.ToDictionary(q => q.Key, Source (q) => q.Value);
        standIns["busy"] = busy;
        var run = new PipelineRun { Options = new PipelineRun().Options with { Clock = new ManualClock(), StandIns = standIns } };
        foreach (var name in standIns.Keys)
        {
            run.Given(name, Shape);
        }

        // two merges behind boundaries, so that each quiet source is asked for two segments
        run.Nodes($"one: {{ from: [{string.Join(", ", quiet.Keys)}, busy], buffer: 100 }}\ntwo: {{ from: [{string.Join(", ", quiet.Keys)}, busy] }}\nall: {{ from: [one, two] }}").Collect("all");
        var done = Task.Run(() => run.Execute());
        const int Rows = 500;
        for (var i = 0; i < Rows; i++)
        {
            busy.Push(Row(i * Second, i));
        }

        await Eventually.Holds(() => run.Rows("all").Count == 2 * Rows);
        busy.End();
        foreach (var feed in quiet.Values)
        {
            feed.End();
        }

        await done.WaitAsync(Patience.Hang);
        Assert.All(quiet.Values, feed => Assert.Equal(1, feed.MostAtOnce));

        // for no row is a source asked by a merge more than twice: for the row, and at its end
        Assert.All(quiet.Values, feed => Assert.InRange(feed.Asked, 1, 2 * 2 * Rows));
    }

    [Fact]
    public async Task Wait_DoesNotHoldRowsUpOneByOne()
    {
        var live = new Live(head: "time: { wait: 2s }");
        for (var i = 0; i < 50; i++)
        {
            live.A.Push(Row((10 + i) * Second, i));
        }

        for (var waits = 0; live.Run.Rows("both").Count < 50; waits++)
        {
            Assert.InRange(waits, 0, 2); // one wait for those that came before it began, another for the rest
            await Eventually.Holds(() => live.Clock.IsAwaited || live.Run.Rows("both").Count == 50);
            live.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        await live.End();
    }

    [Fact]
    public async Task Wait_GivesASourceTimeToDeliver()
    {
        var live = new Live(head: "time: { wait: 2s }");
        live.A.Push(Row(10 * Second, 1));
        await live.UntilAwaited();
        Assert.Empty(live.Run.Rows("both"));
        live.Clock.Advance(TimeSpan.FromSeconds(1));
        live.B.Push(Row(9 * Second, 2));
        await live.Rows("b", 1);
        await live.UntilAwaited();
        live.Clock.Advance(TimeSpan.FromSeconds(3));
        await live.Rows("both", 2);
        await live.End();
        Assert.Equal([(9 * Second, 2L), (10 * Second, 1L)], live.Merged());
    }

    /// <summary>A live run over rows in disorder, of two sources in turns, with the clock moved between them.</summary>
    private static async Task<Live> Disordered(int seed)
    {
        var random = new Random(seed);
        var live = new Live();
        var time = 100 * Second;
        for (var i = 0; i < 200; i++)
        {
            time += random.Next(0, 700) * 1_000_000L;
            var feed = random.Next(2) == 0 ? live.A : live.B;
            feed.Push(Row(time - (random.Next(4) == 0 ? random.Next(3000) * 1_000_000L : 0), i));
            if (random.Next(3) == 0)
            {
                live.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(500)));
                await Task.Yield();
            }
        }

        await live.End();
        return live;
    }

    private static Dictionary<string, object?> Row(long ts, long n) => new() { ["ts"] = ts, ["n"] = n };

    private static List<string> Texts(IEnumerable<Dictionary<string, object?>> rows) => [.. rows.Select(row => $"{row["ts"]} {row["n"]} at {row["at"]}")];

    private sealed class Live
    {
        // b ranks first, so a row of a waits for b at the same instant too
        public const string Graph = "both: { from: [b, a] }\nlater: { from: both, test_later: { by: 1s } }";

        private readonly Task _done;

        public Live(string graph = "both: { from: [b, a] }\nlater: { from: both, test_later: { by: 1s } }", string head = "")
        {
            var options = new PipelineRun().Options with { Clock = Clock, StandIns = new Dictionary<string, Source> { ["a"] = A, ["b"] = B } };
            Run = new PipelineRun { Options = options, Head = head }.Given("a", Shape).Given("b", Shape).Nodes(graph).Collect("a").Collect("b").Collect("both");
            if (graph.Contains("later", StringComparison.Ordinal))
            {
                Run.Collect("later");
            }

            _done = Task.Run(() => Run.Execute());
        }

        public ManualClock Clock { get; } = new();

        public LiveFeed A { get; } = new(Shape);

        public LiveFeed B { get; } = new(Shape);

        public PipelineRun Run { get; }

        public Task Rows(string port, int count) => Eventually.Holds(() => Run.Rows(port).Count >= count);

        public Task UntilAwaited() => Eventually.Holds(() => Clock.IsAwaited);

        public async Task End()
        {
            A.End();
            B.End();
            await _done.WaitAsync(Patience.Hang);
        }

        public List<(long At, long N)> Merged() => [.. Run.Rows("both").Select(r => ((long)r["at"]!, (long)r["n"]!))];
    }
}
