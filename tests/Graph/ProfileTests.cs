using StreamEngine.Graph;

namespace StreamEngine.Tests.Graph;

/// <summary>Profiles: what they change, and that they cannot change the graph.</summary>
public sealed class ProfileTests
{
    private const string Head = "version: 1\npipeline: p\nparams: { n: { type: int64, default: 10 } }\nnodes:\n"
        + "  sim: { market_simulator: { rows: $n, unpaced: true }, port: quotes }\n  m: { from: sim, mid: {} }\n  o: { from: m, console: {} }\nprofiles:\n";

    [Fact]
    public void Profile_SwitchesSourcesSinksParamsAndClock()
    {
        var files = new FileSet().With("p.yaml", Head + "  replay:\n    clock: replay\n    params: { n: 7 }\n    nodes:\n      sim: { arrow_file: { path: q.arrow, schema: quote/1 }, batch: 5 }\n      o: { csv_file: out.csv }\n");

        var plain = files.Bind("p.yaml", out var lines);
        Assert.Empty(lines);
        Assert.Equal((RunClock.Live, "market_simulator", "console"), (plain!.Clock, plain.Nodes[0].Verb!.Name, plain.Nodes[2].Verb!.Name));
        Assert.Equal(["replay"], plain.Profiles);

        var replay = files.Bind("p.yaml", out lines, "replay");
        Assert.Empty(lines);
        Assert.Equal((RunClock.Replay, "arrow_file", "csv_file", 5), (replay!.Clock, replay.Nodes[0].Verb!.Name, replay.Nodes[2].Verb!.Name, replay.Nodes[0].BatchMax));
        Assert.Equal(plain.Nodes.Select(n => n.Name), replay.Nodes.Select(n => n.Name));
        Assert.Equal(
            [new ProfileChange("clock", "live", "replay"), new("params.n", "10", "7"),
             new("nodes.sim", "market_simulator: { rows: $n, unpaced: true }, port: quotes", "arrow_file: { path: q.arrow, schema: quote/1 }, batch: 5"), new("nodes.o", "console: {}", "csv_file: out.csv")],
            replay.Changes);
    }

    [Fact]
    public void ValueOfSet_WinsOverThatOfAProfile()
    {
        var files = new FileSet().With("p.yaml", Head + "  small: { params: { n: 7 } }\n");

        Assert.Equal([10L, 7L, 8L], new[]
        {
            Rows(files.Bind("p.yaml", out _)), Rows(files.Bind("p.yaml", out _, "small")), Rows(files.Bind("p.yaml", out _, "small", ("n", "8"))),
        });
        static long Rows(BoundPipeline? bound) => ((Sources.MarketSimulatorOptions)bound!.Nodes[0].Options!).Rows;
    }

    public static TheoryData<string, string[]> Wrong() => new()
    {
        { "  live: { clok: live }\n", ["p.yaml:9:11: error SE2018: profile 'live': unknown key 'clok'; a profile has clock, params, nodes, doc; did you mean 'clock'?"] },
        { "  live: { clock: realtime }\n", ["p.yaml:9:18: error SE2018: profile 'live': clock is 'realtime'; it must be live or replay"] },
        { "  live: { nodes: { m: { spread: {} } } }\n", ["p.yaml:9:25: error SE2019: profile 'live': 'm' is a feature; a profile changes sources and sinks only; the graph is the same under every profile"] },
        { "  live: { nodes: { simm: { console: {} } } }\n", ["p.yaml:9:20: error SE2019: profile 'live': there is no node 'simm', and a profile cannot add one; did you mean 'sim'?"] },
        { "  live: { nodes: { o: { from: sim.quotes } } }\n", ["p.yaml:9:25: error SE2019: profile 'live': 'o' cannot change 'from'; a profile changes the verb of sources and sinks, port, batch and buffer; the graph is the same under every profile: write it under nodes"] },
        { "  live: { nodes: { sim: { console: {} } } }\n", ["p.yaml:9:27: error SE2019: profile 'live': 'sim' is a source and cannot become a sink; the graph is the same under every profile"] },
        { "  live: { nodes: { sim: { arrow_fil: x } } }\n", ["p.yaml:9:27: error SE3102: profile 'live': no operator is called 'arrow_fil'; did you mean 'arrow_file'?"] },
        { "  live: { params: { x: 5 } }\n", ["p.yaml:9:21: error SE2009: profile 'live': there is no param 'x'; declare it under params"] },
        { "  live: 5\n", ["p.yaml:9:9: error SE2003: profile 'live' is a map, this is '5'; write { clock: replay, params: { … }, nodes: { … } }"] },
        { "  live: { nodes: 5 }\n", ["p.yaml:9:18: error SE2003: profile 'live': 'nodes' is a map, this is '5'"] },
        { "  Live: {}\n", ["p.yaml:9:3: error SE2005: 'Live' cannot name a profile; a name has lower-case letters, digits and '_' and starts with a letter"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongProfile_IsReportedEvenWhenItIsNotChosen(string profiles, string[] lines) => Assert.Equal(lines, new FileSet().With("p.yaml", Head + profiles).Lines("p.yaml"));

    [Fact]
    public void UnknownProfile_IsNamed() => Assert.Equal(
        ["p.yaml:9:3: error SE2017: --profile liv: the file has no profile 'liv'; did you mean 'live'?"],
        new FileSet().With("p.yaml", Head + "  live: {}\n").Lines("p.yaml", "liv"));

    [Fact]
    public void WrongValueOfAProfile_IsReportedAtTheProfile() => Assert.Equal(
        ["p.yaml:9:23: error SE2008: param 'n': 'many' is not an int64"],
        new FileSet().With("p.yaml", Head + "  big: { params: { n: many } }\n").Lines("p.yaml", "big"));
}
