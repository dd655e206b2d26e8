using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Graph;

/// <summary>What is wrong with a pipeline file, as its author reads it: whole lines with place, code, value, what is allowed and the nearest name.</summary>
public sealed class BindingTests
{
    private const string Head = "version: 1\npipeline: p\n";
    private const string Sim = "  sim: { market_simulator: { rows: 10, unpaced: true } }\n";
    private const string Out = "  out: { from: sim.trades, console: {} }\n";

    /// <summary>Files and the lines they give.</summary>
    public static TheoryData<string, string[]> Files() => new()
    {
        { Head + "nodes:\n" + Sim + Out, [] },
        { "pipeline: p\nnodes:\n" + Sim + Out, ["p.yaml:1:1: error SE2002: the file has no 'version'; add version: 1"] },
        { "version: 2\npipeline: p\nnodes:\n" + Sim + Out, ["p.yaml:1:10: error SE2004: version is '2'; this engine reads version 1; write version: 1"] },
        { "version: 1\npipeline: My Flow\nnodes:\n" + Sim + Out, ["p.yaml:2:11: error SE2005: 'My Flow' cannot name a pipeline; a name has lower-case letters, digits and '-' and starts with a letter"] },
        { Head + "node:\n" + Sim, ["p.yaml:3:1: error SE2001: unknown key 'node'; a pipeline file has version, pipeline, use, plugins, params, secrets, profiles, time, defaults, nodes, dead_letters, tests and x-…; did you mean 'nodes'?"] },
        { Head + "x-mine: anything\nnodes:\n" + Sim + Out, [] },
        { Head + "jobs: {}\nnodes:\n" + Sim + Out, ["p.yaml:3:1: error SE2006: 'jobs' is part of the language but is not built yet"] },
        { Head + "use: [lib]\nnodes:\n" + Sim + Out, ["p.yaml:3:6: error SE2003: 'use' is a map, this is a list"] },
        { Head + "nodes: [a, b]\n", ["p.yaml:3:8: error SE2003: 'nodes' is a map, this is a list"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.trades, retry: 2 }\n", ["p.yaml:6:26: error SE2006: x: 'retry' is part of the language but is not built yet"] },
        { Head + "nodes:\n" + Sim + Out + "  Best: { from: sim.trades }\n", ["p.yaml:6:3: error SE2005: Best: 'Best' cannot name a node; a name has lower-case letters, digits and '_' and starts with a letter"] },
        { Head + "nodes:\n" + Sim + Out + "  x: sim.trades\n", ["p.yaml:6:6: error SE2003: x: a node is a map, this is 'sim.trades'; write { from: …, verb: … }"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.trades, consol: {} }\n", ["p.yaml:6:26: error SE3102: x: no operator is called 'consol'; did you mean 'console'?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {}, spread: {} }\n", ["p.yaml:6:35: error SE3103: x: a node has at most one verb; this one has 'mid' and 'spread'; make two nodes of it"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: simm.quotes, mid: {} }\n", ["p.yaml:6:14: error SE3004: x: there is no node 'simm'; did you mean 'sim' (line 4)?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quots, mid: {} }\n", ["p.yaml:6:18: error SE3002: x: 'sim' has no port 'quots'; its ports are deltas, trades, quotes, labels, tickers, error; did you mean 'quotes'?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim, mid: {} }\n", ["p.yaml:6:14: error SE3003: x: 'sim' has no main port; name one of deltas, trades, quotes, labels, tickers, error; write sim.deltas"] },
        { Head + "nodes:\n" + Sim + Out + "  a: { from: b }\n  b: { from: a }\n", ["p.yaml:6:14: error SE3001: a: rows would run in a circle: a → b → a; break the circle, or close it through an answer port, such as the fills of an execution"] },
        { Head + "nodes:\n" + Sim + Out + "  gate: { from: [sim.trades, orders.fills] }\n  orders: { from: gate, execut: {} }\n", ["p.yaml:7:25: error SE3102: orders: no operator is called 'execut'; `streamengine ops` lists them"] }, // no circle besides: the port may be an answer port
        { Head + "nodes:\n" + Sim + Out + "  a: { from: sim.trades, consol: {} }\n  b: { from: sim.quotes, mid: {}, latency_budget: { from: a, max: 5ms } }\n", ["p.yaml:6:26: error SE3102: a: no operator is called 'consol'; did you mean 'console'?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { mid: {} }\n", ["p.yaml:6:3: error SE3005: x: 'mid' needs 'from'; write from: node"] },
        { Head + "nodes:\n" + Sim + Out + "  s: { from: sim.trades, market_simulator: { rows: 10 } }\n", ["p.yaml:6:8: error SE3006: s: 'market_simulator' is a source and has no 'from'; remove from"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: { in: sim.quotes, trade: sim.trades }, trade_flow: {}, drop: [late] }\n", ["p.yaml:6:32: error SE3007: x: 'trade_flow' has no input 'trade'; its inputs are in, trades; did you mean 'trades'?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: out }\n", ["p.yaml:6:14: error SE3010: x: 'out' is a sink and has no output"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: { in: sim.quotes, trades: sim.trades }, trade_flow: {} }\n", ["p.yaml:6:3: error SE3011: x: its late rows have no reader and would vanish; read x.late, declare dead_letters, or write drop: [late]"] },
        { Head + "nodes:\n" + Sim + "  x: { from: sim.quotes, mid: {} }\n", ["p.yaml:1:1: error SE3104: no node takes rows out, so nothing would run; add a sink: console, arrow_file, csv_file or jsonl_file"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, key: symbl, mid: {} }\n", ["p.yaml:6:31: error SE3202: x: there is no column 'symbl' to be the key; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, bid_px, bid_qty, ask_px, ask_qty, seq; did you mean 'symbol'?"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, ewma: { column: symbol, span: 5 } }\n", ["p.yaml:6:42: error SE4151: x: column 'symbol' is symbol; it must be float64"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {} }\n  y: { from: x, mid: {} }\n", ["p.yaml:7:17: error SE2301: y: column 'mid' is already there; give the result another name with 'as', or drop the old column with 'select'"] },
        { Head + "nodes:\n" + Sim + "  out: { from: sim.trades, key: symbol, console: {} }\n", ["p.yaml:5:28: error SE2007: out: 'key' has no meaning on a sink"] },
        { Head + "nodes:\n  sim: { market_simulator: { rows: 10 }, buffer: 10 }\n" + Out, ["p.yaml:4:42: error SE2007: sim: 'buffer' has no meaning on a source; write it at the node that reads the source"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {}, batch: 5 }\n", ["p.yaml:6:35: error SE2007: x: 'batch' has no meaning on a feature; write it at the source, sink or model"] },
        { Head + "nodes:\n" + Sim + "  out: { from: sim.trades, csv_file: 'x/${a}.csv' }\n", ["p.yaml:5:41: error SE2009: '$' starts the name of a param and none follows; write $name or $(name)"] },
        { Head + "defaults: { batch: 10, buffer: 20 }\nnodes:\n" + Sim + Out, [] },
        { Head + "defaults: { where: x > 0 }\nnodes:\n" + Sim + Out, ["p.yaml:3:13: error SE2007: defaults cannot set 'where'; it can set batch, buffer, on_error"] },
        { Head + "nodes:\n" + Sim + "  out: { from: sim.trades, console: {}, batch: { max: 5, linger: 1s } }\n", ["p.yaml:5:58: error SE2006: out: 'linger' is part of the language but is not built yet; batches hold what has arrived, up to max"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {}, drop: [lat] }\n", ["p.yaml:6:42: error SE3002: x: there is no port 'lat' to drop; the ports are error"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {}, on_error: trip }\n", ["p.yaml:6:45: error SE2006: x: 'on_error' can be port or stop; trip and fallback are not built yet"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mid: {}, buffer: { rows: 0 } }\n", ["p.yaml:6:51: error SE2104: x: option 'rows' is 0; it must be from 1 to 10000000 (default 8192)"] },
        { Head + "params: { n: { type: int64, default: many } }\nnodes:\n" + Sim + Out, ["p.yaml:3:38: error SE2008: param 'n': 'many' is not an int64"] },
        { Head + "params: { n: { type: int46 } }\nnodes:\n" + Sim + Out, ["p.yaml:3:22: error SE2008: param 'n': 'int46' is no type; allowed are bool, int64, float64, decimal, string, symbol, path, duration, rate, timestamp, enum<a|b> and list<…>; did you mean 'int64'?"] },
        { Head + "params: { n: { type: list<strimg> } }\nnodes:\n" + Sim + Out, ["p.yaml:3:27: error SE2008: param 'n': 'list<strimg>' is no type; allowed are bool, int64, float64, decimal, string, symbol, path, duration, rate, timestamp, enum<a|b> and list<…>; did you mean 'string'?"] },
        { Head + "params: { n: { ytpe: int64, default: 1 } }\nnodes:\n" + Sim + Out, ["p.yaml:3:16: error SE2008: param 'n': unknown key 'ytpe'; a param has type, default and doc; did you mean 'type'?"] },
        { Head + "params: { n: { kind: int64, default: 1 } }\nnodes:\n" + Sim + Out, ["p.yaml:3:14: error SE2008: param 'n' has no type; write { type: …, default: … }", "p.yaml:3:16: error SE2008: param 'n': unknown key 'kind'; a param has type, default and doc"] },
        { Head + "params: { n: { type: int64 } }\nnodes:\n" + Sim + Out, ["p.yaml:3:11: error SE2010: param 'n' has no value and no default; pass --set n=…"] },
        { Head + "params: { rows: { type: int64, default: 5 } }\nnodes:\n  sim: { market_simulator: { rows: $row } }\n" + Out, ["p.yaml:5:36: error SE2009: there is no param 'row'; did you mean 'rows'?"] },
        { Head + "nodes:\n" + Sim + "  out: { from: sim.trades, csv_file: env:OUT }\n", ["p.yaml:5:38: error SE7001: 'env:OUT' is not declared; add OUT under secrets"] },
        { Head + "secrets: [OUT]\nnodes:\n" + Sim + "  out: { from: sim.trades, csv_file: env:OUT }\n", ["p.yaml:6:38: error SE8002: the environment has no 'OUT'; set it before the run"] },
        { Head + "secrets: [OUT]\nnodes:\n" + Sim + "  out: { from: sim.trades, csv_file: secret:OUT }\n", ["p.yaml:6:38: error SE7002: 'secret:OUT' may only go to an option of type secret; use env: if the value may be seen"] },
        { Head + "nodes:\n" + Sim + Out + "  x: { from: [sim.trades, sim.quotes] }\n", ["p.yaml:6:27: error SE3009: x: 'sim.quotes' gives quote/1, 'sim.trades' gives trade/1; a list in from is a merge of rows of one shape; bring them to one shape with select, or join them"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_GivesTheseLines(string text, string[] lines) => Assert.Equal(lines, Lines(text));

    [Fact]
    public void MistakeInOneNode_IsOneError_AndNodesBehindItAreSilent() =>
        Assert.Equal(
            ["p.yaml:6:26: error SE3102: x: no operator is called 'mdi'; did you mean 'mid'?"],
            Lines(Head + "nodes:\n" + Sim + Out + "  x: { from: sim.quotes, mdi: {} }\n  y: { from: x, where: mid > 0 }\n  z: { from: y, console: {} }\n"));

    [Fact]
    public void UnknownSet_IsRefusedWithTheNearestParam() =>
        Assert.Equal(
            ["p.yaml:3:9: error SE2009: --set row: the file has no param 'row'; did you mean 'rows'?"],
            Lines(Head + "params: { rows: { type: int64, default: 5 } }\nnodes:\n" + Sim + Out, new BindSettings { Params = new Dictionary<string, string> { ["row"] = "5" } }));

    [Fact]
    public void SetOfTheWrongType_IsRefusedAtTheParam() =>
        Assert.Equal(
            ["p.yaml:3:11: error SE2008: --set rows: param 'rows': 'five' is not an int64"],
            Lines(Head + "params: { rows: { type: int64, default: 5 } }\nnodes:\n" + Sim + Out, new BindSettings { Params = new Dictionary<string, string> { ["rows"] = "five" } }));

    [Fact]
    public void ProblemsOfTwoNodesThatDoNotReadEachOther_AreBothReported() =>
        Assert.Equal(
            ["p.yaml:5:31: error SE2009: there is no param 'nine'; declare it under params", "p.yaml:6:31: error SE3202: x: there is no column 'symbl' to be the key; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, trade_id, price, qty, qty_raw, side, kind, count; did you mean 'symbol'?"],
            Lines(Head + "nodes:\n" + Sim + "  a: { capture_file: { files: $nine } }\n  x: { from: sim.trades, key: symbl, ewma: { column: price, span: 2 } }\n" + Out));

    [Fact]
    public void OptionThatWasReportedAsText_IsNotBoundWithItsDefault() =>
        Assert.Equal(
            ["p.yaml:5:45: error SE1030: this expression leaves a bracket open: 'a(b'; write it in block style, one key a line, or quote the expression"],
            Lines(Head + "nodes:\n" + Sim + "  x: { from: sim.trades, rolling: { column: a(b, take: [mean], rows: 10 } }\n" + Out));

    [Fact]
    public void DefaultFromAParamFurtherDown_IsItsValue() =>
        Assert.Empty(Lines(Head + "params: { a: { type: int64, default: $b }, b: { type: int64, default: $c }, c: { type: int64, default: 5 } }\nnodes:\n  sim: { market_simulator: { rows: $a, unpaced: true } }\n" + Out));

    [Fact]
    public void DefaultsInACircle_AreRefusedOnce() =>
        Assert.Equal(
            ["p.yaml:3:106: error SE2008: param 'b' takes its default from 'a', and that in the end from 'b'; give one of them a value"],
            Lines(Head + "params: { rows: { type: int64, default: 5 }, a: { type: int64, default: $b }, b: { type: int64, default: $a } }\nnodes:\n" + Sim + Out));

    [Fact]
    public void EnvironmentValue_IsTypedAndParamsJoinPaths()
    {
        var bound = Bind(
            Head + "params: { dir: { type: path, default: out }, n: { type: int64, default: 7 } }\nsecrets: [ROWS]\nnodes:\n  sim: { market_simulator: { rows: env:ROWS, unpaced: true } }\n  out: { from: sim.trades, csv_file: { path: $(dir)/t-$n.csv } }\n",
            new BindSettings { Environment = name => name == "ROWS" ? "12" : null }, out var problems);
        Assert.Empty(problems);
        var options = bound!.Nodes.Single(n => n.Name == "out").Options!;
        Assert.Equal("out/t-7.csv", options.GetType().GetProperty("Path")!.GetValue(options)!.ToString());
        var rows = bound.Nodes.Single(n => n.Name == "sim").Options!;
        Assert.Equal(12L, rows.GetType().GetProperty("Rows")!.GetValue(rows));
    }

    [Fact]
    public void OrderOfNodesInTheFile_HasNoMeaning() =>
        Assert.Empty(Lines(Head + "nodes:\n" + Out + Sim));

    [Fact]
    public void DeadLetters_CatchWhatNobodyReads()
    {
        var bound = Bind(Head + "nodes:\n" + Sim + "  f: { from: { in: sim.quotes, trades: sim.trades }, trade_flow: {} }\n  out: { from: f, console: {} }\ndead_letters: { jsonl_file: dead.jsonl }\n", new BindSettings(), out var problems);
        Assert.Empty(problems);
        var caught = bound!.Nodes.Single(n => n.Name == "dead_letters").Inputs[0].Ports.Select(p => p.ToString());
        Assert.Equal(["f.late", "f.error", "sim.error"], caught);
    }

    [Fact]
    public void Secret_IsNeverShown()
    {
        var secret = new Secret("hunter2");
        Assert.Equal("***", $"{secret}");
        Assert.Equal("hunter2", secret.Reveal());
    }

    private static IReadOnlyList<string> Lines(string text, BindSettings? settings = null)
    {
        Bind(text, settings ?? new BindSettings(), out var problems);
        return problems;
    }

    private static BoundPipeline? Bind(string text, BindSettings settings, out IReadOnlyList<string> lines)
    {
        var problems = new Problems();
        var bound = PipelineFile.Bind("p.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, settings, problems);
        lines = [.. problems.InOrder().Select(ProblemText.Line)];
        return bound;
    }
}
