using StreamEngine.Runtime;

namespace StreamEngine.Tests.Runtime.Viewing;

/// <summary>Rates, shares and the bottleneck between two looks, worked out by hand on made-up runs.</summary>
public sealed class RunPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Shares_AddUpToOne_AndRatesArePerSecond()
    {
        var pace = Pace(new Spent("source", 200, 800, 0) { Rows = 500 }, new Spent("sink", 50, 950, 0) { Rows = 500 });
        Assert.Equal((0.2, 0.8, 0.0, 250.0), (pace.Nodes[0].Busy, pace.Nodes[0].Idle, pace.Nodes[0].BackPressured, pace.Nodes[0].RowsPerSecond));
        Assert.All(pace.Nodes, n => Assert.Equal(1, n.Busy + n.Idle + n.BackPressured, 12));
    }

    [Fact]
    public void NothingMeasured_IsIdle() => Assert.All(Pace(new Spent("source", 0, 0, 0), new Spent("sink", 0, 0, 0)).Nodes, n => Assert.Equal((0.0, 1.0, 0.0), (n.Busy, n.Idle, n.BackPressured)));

    [Fact]
    public void NothingBusy_HasNoBottleneck() => Assert.Null(Pace(new Spent("source", 300, 700, 0), new Spent("work", 790, 210, 0, 1), new Spent("sink", 100, 900, 0)).Bottleneck);

    [Fact]
    public void FirstBusyNodeThatIsNotBackPressured_IsTheBottleneck()
    {
        // a is back-pressured by b, which is back-pressured by c; d behind it waits for rows
        var pace = Pace(new Spent("a", 190, 200, 610), new Spent("b", 400, 100, 500, 1), new Spent("c", 970, 30, 0, 2), new Spent("d", 200, 800, 0));
        Assert.Equal(new Bottleneck("c", "its segment 2 is busy 97 %, not back-pressured, and b in front of it is back-pressured 50 %; of its nodes this one takes most, 97 %"), pace.Bottleneck);
    }

    [Fact]
    public void SlowSink_IsNamedItself()
    {
        var pace = Pace(new Spent("a", 100, 0, 900), new Spent("b", 100, 100, 800, 1), new Spent("out", 990, 10, 0));
        Assert.Equal(new Bottleneck("out", "busy 99 %, not back-pressured, and b in front of it is back-pressured 80 %"), pace.Bottleneck);
    }

    [Fact]
    public void SourceThatCannotBringMore_IsTheBottleneckItself()
    {
        var pace = Pace(new Spent("a", 950, 0, 50), new Spent("b", 300, 700, 0, 1), new Spent("out", 10, 990, 0));
        Assert.Equal(new Bottleneck("a", "busy 95 %, and not back-pressured"), pace.Bottleneck);
    }

    [Fact]
    public void SegmentOfSeveralNodes_IsJudgedAsOne_AndTheBusiestNodeIsNamed()
    {
        var before = View([1], new Spent("a", 0, 0, 0), new Spent("b", 0, 0, 0, 1), new Spent("c", 0, 0, 0, 1), new Spent("out", 0, 0, 0));
        var now = View([new TimeShares(900, 100, 0)], new Spent("a", 100, 200, 700), new Spent("b", 300, 700, 0, 1), new Spent("c", 550, 450, 0, 1), new Spent("out", 10, 990, 0));
        Assert.Equal(new Bottleneck("c", "its segment 1 is busy 90 %, not back-pressured, and a in front of it is back-pressured 70 %; of its nodes this one takes most, 55 %"), new RunPace(before, now, Second).Bottleneck);
    }

    private static RunPace Pace(params Spent[] nodes) => new(
        View(nodes.Count(n => n.Segment > 0) is var segments ? [.. Enumerable.Range(0, segments).Select(_ => 0)] : [], [.. nodes.Select(n => n with { Busy = 0, Idle = 0, Pressed = 0, Rows = 0 })]),
        View([.. nodes.Where(n => n.Segment > 0).Select(n => new TimeShares(n.Busy, n.Idle, n.Pressed))], nodes), 2 * Second);

    private static RunView View(IEnumerable<int> segments, params Spent[] nodes) => View([.. segments.Select(_ => default(TimeShares))], nodes);

    /// <summary>A chain of nodes in this order, the first a source and the last a sink.</summary>
    private static RunView View(IReadOnlyList<TimeShares> segments, params Spent[] nodes) => new(
        "made-up",
        [.. nodes.Select((n, i) => new NodeView(n.Name, "x", i == 0, i == nodes.Length - 1, n.Segment > 0 ? [n.Segment] : [], new NodeCounters { In = n.Rows, Used = n.Rows }, new TimeShares(n.Busy, n.Idle, n.Pressed)))],
        [.. nodes.Skip(1).Select((n, i) => new EdgeView(nodes[i].Name, "", n.Name, "in", null))],
        segments, [], null);

    private sealed record Spent(string Name, long Busy, long Idle, long Pressed, int Segment = 0)
    {
        public long Rows { get; init; }
    }
}
