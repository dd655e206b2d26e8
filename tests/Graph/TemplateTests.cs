using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Tests.Graph;

/// <summary>Templates: what they become in the graph, and what is said where one is wrong or used wrongly.</summary>
public sealed class TemplateTests
{
    private const string Head = "version: 1\npipeline: p\n";
    private const string Sim = "  sim: { market_simulator: { rows: 10, unpaced: true } }\n";
    private const string Mids = """
        version: 1
        template: mids
        params:
          span: { type: int64 }
          name: { type: string, default: slow }
        inputs: { quotes: quote/1 }
        nodes:
          mid: { from: quotes, key: symbol, mid: {} }
          avg: { from: mid, key: symbol, ewma: { column: mid, span: $span, as: avg } }
        outputs: { out: avg, mids: mid }

        """;

    public static TheoryData<string, string[]> Wrong() => new()
    {
        { "  m: { from: sim.quotes, mids: {} }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:26: error SE2010: m: template 'mids' needs a value for its param 'span'; write mids: { span: … }"] },
        { "  m: { from: sim.quotes, mids: { spam: 5, span: five } }\n  o: { from: m.x, console: {} }\n",
            ["p.yaml:6:34: error SE2009: m: template 'mids' has no param 'spam'; its params are span, name; did you mean 'span'?",
             "p.yaml:6:49: error SE2008: param 'span': 'five' is not an int64",
             "p.yaml:7:16: error SE3002: o: 'm' has no output 'x'; its outputs are out, mids"] },
        { "  m: { from: sim.trades, mids: { span: 5 } }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:14: error SE3013: m/quotes: 'sim.trades' gives trade/1, and input 'quotes' takes quote/1: they are rows of different kinds; did you mean 'sim.quotes'?"] },
        { "  m: { from: { qotes: sim.quotes }, mids: { span: 5 }, key: symbol }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:16: error SE3007: m: template 'mids' has no input 'qotes'; its inputs are quotes; did you mean 'quotes'?",
             "p.yaml:6:56: error SE2007: m: 'key' has no meaning on a template; write it on the nodes of the template"] },
        { "  m: { mids: { span: 5 } }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:3: error SE3005: m: template 'mids' needs the input 'quotes' (quote/1); write from: node"] },
        { "  m: { from: sim.quotes, mids: { span: 5 } }\n  o: { from: { inn: m }, console: {} }\n",
            ["p.yaml:7:16: error SE3007: o: 'console' has no input 'inn'; its inputs are in; did you mean 'in'?"] },
        { "  m: { from: sim.quots, mids: 5 }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:18: error SE3002: m/quotes: 'sim' has no port 'quots'; its ports are deltas, trades, quotes, labels, tickers, error; did you mean 'quotes'?",
             "p.yaml:6:25: error SE2010: m: template 'mids' needs a value for its param 'span'; write mids: { span: … }",
             "p.yaml:6:31: error SE2003: m: 'mids' is a template and takes its params as a map, this is '5'; write mids: { name: value }"] },
        { "  m: { from: sim.quotes, mids: { span: 5 }, drop: [late] }\n  o: { from: m, console: {} }\n",
            ["p.yaml:6:52: error SE3002: m: there is no output 'late' to drop; the outputs are out, mids"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongUse_IsReportedWhereItStands(string nodes, string[] lines) =>
        Assert.Equal(lines, new FileSet().With("lib/mids.yaml", Mids).With("p.yaml", Head + "use: { mids: lib/mids.yaml }\nnodes:\n" + Sim + nodes).Lines("p.yaml"));

    [Fact]
    public void Use_BecomesTheNodesOfTheTemplateUnderItsName()
    {
        var bound = new FileSet().With("lib/mids.yaml", Mids)
            .With("p.yaml", Head + "use: { mids: lib/mids.yaml }\nnodes:\n" + Sim + "  m: { from: sim.quotes, where: bid_px > 0, mids: { span: 5 }, select: \"ts\\navg\" }\n  o: { from: m, console: {} }\n  q: { from: m.mids, console: {} }\n")
            .Bind("p.yaml", out var lines);

        Assert.Empty(lines);
        Assert.Equal(["sim", "m/where", "m/mid", "m/avg", "m/select", "o", "q"], bound!.Nodes.Select(n => n.Name));
        Assert.Equal(["ts", "avg"], bound.Nodes.Single(n => n.Name == "m/select").Ports[0].Schema.Fields.Select(f => f.Name));
        Assert.Equal("m/mid", bound.Nodes.Single(n => n.Name == "q").Inputs[0].Ports[0].Node.Name);
    }

    [Fact]
    public void MistakeInsideATemplate_ShowsThePlaceInItAndThePlaceOfUse()
    {
        var files = new FileSet().With("lib/mids.yaml", Mids.Replace("column: mid,", "column: mdi,", StringComparison.Ordinal))
            .With("p.yaml", Head + "use: { mids: lib/mids.yaml }\nnodes:\n" + Sim + "  m: { from: sim.quotes, mids: { span: 5 } }\n  n: { from: sim.quotes, mids: { span: 9 } }\n  o: { from: [m, n], console: {} }\n");

        Assert.Equal(
            ["lib/mids.yaml:9:50: error SE3202: m/avg: there is no column 'mdi'; there are: ts, ts_recv, venue, symbol, channel, raw_symbol, ts_send, frame_id, conn_id, bid_px, bid_qty, ask_px, ask_qty, seq, mid; did you mean 'mid'?; used at p.yaml:6:26"],
            files.Lines("p.yaml"));
    }

    [Fact]
    public void MistakeInANestedTemplate_ShowsBothPlacesOfUse()
    {
        var files = new FileSet().With("lib/mids.yaml", Mids.Replace("ewma:", "ewna:", StringComparison.Ordinal))
            .With("lib/two.yaml", "version: 1\ntemplate: two\nuse: { mids: mids.yaml }\ninputs: { q: { schema: quote/1 } }\nnodes:\n  fast: { from: q, mids: { span: 2 } }\noutputs: fast\n")
            .With("p.yaml", Head + "use: { two: lib/two.yaml }\nnodes:\n" + Sim + "  m: { from: sim.quotes, two: {} }\n  o: { from: m, console: {} }\n");

        Assert.Equal(["lib/mids.yaml:9:34: error SE3102: m/fast/avg: no operator is called 'ewna'; did you mean 'ewma'?; used at lib/two.yaml:6:20; used at p.yaml:6:26"], files.Lines("p.yaml"));
    }

    [Fact]
    public void FilesUnderUse_MustBeTemplates()
    {
        var files = new FileSet().With("lib/mids.yaml", Mids).With("ok.yaml", Head + "nodes: {}\n")
            .With("p.yaml", Head + "use: { mids: lib/mid.yaml, mid: lib/mids.yaml, x: ok.yaml, y: 5, z: lib/mids.txt }\nnodes:\n" + Sim + "  o: { from: sim.trades, console: {} }\n");

        Assert.Equal(
            ["ok.yaml:1:1: error SE2014: the file is a pipeline, not a template; write template: name, and inputs and outputs; used at p.yaml:3:51",
             "p.yaml:3:14: error SE2012: cannot read the template 'lib/mid.yaml': there is no such file; correct the path; it is relative to the file it stands in",
             "p.yaml:3:28: error SE2011: 'mid' is the name of an operator and cannot name a template; give the template another name under use",
             "p.yaml:3:63: error SE2012: '5' is no YAML file; a template is a file called .yaml; write y: lib/y.yaml",
             "p.yaml:3:69: error SE2012: 'lib/mids.txt' is no YAML file; a template is a file called .yaml; write z: lib/z.yaml"],
            files.Lines("p.yaml"));
    }

    [Fact]
    public void TemplateThatUsesItself_IsRefused()
    {
        static string Text(string name, string other) => $"version: 1\ntemplate: {name}\nuse: {{ {other}: {other}.yaml }}\ninputs: {{ q: quote/1 }}\nnodes: {{ x: {{ from: q, {other}: {{}} }} }}\noutputs: x\n";
        var files = new FileSet().With("lib/a.yaml", Text("a", "b")).With("lib/b.yaml", Text("b", "a"))
            .With("p.yaml", Head + "use: { a: lib/a.yaml }\nnodes:\n" + Sim + "  m: { from: sim.quotes, a: {} }\n  o: { from: m, console: {} }\n");

        Assert.Equal(["lib/b.yaml:3:11: error SE2013: a template cannot use itself: lib/a.yaml → lib/b.yaml → lib/a.yaml; take the use out of one of them; used at lib/a.yaml:3:11"], files.Lines("p.yaml"));
    }

    [Fact]
    public void UsesThatMultiply_StopAtALimit()
    {
        var files = new FileSet().With("t0.yaml", "version: 1\ntemplate: t0\ninputs: { q: quote/1 }\nnodes: { a: { from: q }, b: { from: a } }\noutputs: b\n");
        for (var i = 1; i <= 14; i++)
        {
            files.With($"t{i}.yaml", $"version: 1\ntemplate: t{i}\nuse: {{ t{i - 1}: t{i - 1}.yaml }}\ninputs: {{ q: quote/1 }}\nnodes:\n  a: {{ from: q, t{i - 1}: {{}} }}\n  b: {{ from: a, t{i - 1}: {{}} }}\noutputs: b\n");
        }

        files.With("p.yaml", Head + "use: { t14: t14.yaml }\nnodes:\n" + Sim + "  m: { from: sim.quotes, t14: {} }\n  o: { from: m, console: {} }\n");

        var line = Assert.Single(files.Lines("p.yaml"));
        Assert.Contains("error SE2021: b: templates and for_each make more than 20000 nodes; use fewer values, or several pipelines", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inputs: { q: quotes/1 }", "t.yaml:3:14: error SE2016: input 'q': there is no schema 'quotes/1'; there are: bar/1, book/1, book_delta/1, book_status/1, dead/1, fill/1, frame/1, funding/1, instrument/1, liquidation/1, mark_price/1, open_interest/1, order/1, quote/1, signal/1, ticker/1, trade/1; did you mean 'quote/1'?")]
    [InlineData("inputs: { q: { columns: { price: float65 } } }", "t.yaml:3:34: error SE2016: input 'q': column 'price' is 'float65', which is no column type; write a type such as float64, timestamp or symbol, with '?' behind it where a value may be missing")]
    [InlineData("inputs: { q: {} }", "t.yaml:3:14: error SE2003: input 'q' must say which rows it takes; write { schema: trade/1 } or { columns: { ts: timestamp, price: float64 } }")]
    [InlineData("inputs: { x: trade/1 }", "t.yaml:3:11: error SE2015: input 'x' has the name of a node (line 4); give one of them another name")]
    [InlineData("inputs: { q: trade/1 }\ndead_letters: { console: {} }", "t.yaml:4:1: error SE2001: a template file has no 'dead_letters'; it has version, template, use, plugins, params, secrets, inputs, defaults, nodes, outputs, tests and x-…; write it in the pipeline that uses the template")]
    public void TemplateFile_IsCheckedOnItsOwn(string inputs, string line)
    {
        var lines = new FileSet().With("t.yaml", $"version: 1\ntemplate: t\n{inputs}\nnodes: {{ x: {{ from: q }} }}\noutputs: x\n").Lines("t.yaml");

        Assert.Equal(line, lines.First(l => !l.Contains("there is no node 'q'", StringComparison.Ordinal)));
    }

    [Fact]
    public void RowsWithTheColumnsAnInputNames_Fit()
    {
        const string Template = "version: 1\ntemplate: t\ninputs: { q: { columns: { price: float64, symbol: symbol } } }\nnodes: { x: { from: q, select: \"*\\ndouble = price * 2\" } }\noutputs: { out: x, none: y }\n";
        var files = new FileSet().With("t.yaml", Template).With("p.yaml", Head + "use: { t: t.yaml }\nnodes:\n" + Sim
            + "  a: { from: sim.trades, t: {} }\n  b: { from: sim.quotes, t: {} }\n  o: { from: a, console: {} }\n");

        Assert.Equal(
            ["p.yaml:7:14: error SE3013: b/q: 'sim.quotes' gives quote/1, and input 'q' takes rows of ts, price, symbol: there is no column 'price'; did you mean 'sim.trades'?",
             "t.yaml:5:26: error SE3004: there is no node 'y'; the nodes are q, x; used at p.yaml:6:26"],
            files.Lines("p.yaml"));
    }
}
