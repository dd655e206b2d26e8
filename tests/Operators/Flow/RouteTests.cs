using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class RouteTests
{
    [Fact]
    public void Row_LeavesByTheFirstCaseThatHolds()
    {
        var run = Run("x: { from: rows, route: { cases: { big: n > 10, odd: n % 2 = 1 } } }",
            [Row(0, "A", 11), Row(1, "A", 3), Row(2, "A", 4), Row(3, "A", null), Row(4, "B", 12)], 1024, "x.big", "x.odd", "x.else");
        Assert.Equal(["0 A 11", "4 B 12"], Shown(run, "x.big"));
        Assert.Equal(["1 A 3"], Shown(run, "x.odd"));
        Assert.Equal(["2 A 4", "3 A -"], Shown(run, "x.else"));
        Assert.Equal((5L, 0L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void RowsForAPortNobodyReads_AreFiltered()
    {
        var run = Run("x: { from: rows, route: { cases: { big: n > 10 } } }", [Row(0, "A", 11), Row(1, "A", 3)], 1024, "x.big");
        Assert.Equal((1L, 1L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void CaseThatFails_GivesErrorRowsInTheOrderOfTheRows()
    {
        var run = Run("x: { from: rows, route: { cases: { first: n + 9223372036854775807 < 0, second: n - 9223372036854775807 > 0 } } }",
            [Row(0, "A", -5), Row(1, "A", 2), Row(2, "A", 0), Row(3, "A", -9)], 1024, "x.first", "x.second", "x.else", "x.error");
        Assert.Equal(["2 A 0"], Shown(run, "x.else"));
        Assert.Equal([0L, Ms, 3 * Ms], run.Column("x.error", "at")); // the second row fails in the first case, the others in the second
        Assert.StartsWith("second: n - 9223372036854775807", (string)run.Column("x.error", "reason")[0]!, StringComparison.Ordinal);
        Assert.StartsWith("first: n + 9223372036854775807", (string)run.Column("x.error", "reason")[1]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Params_StandInCases()
    {
        var run = new PipelineRun { Head = "params: { least: { type: int64, default: 7 } }" }.Given("rows", FlowRows.Schema, Row(0, "A", 7), Row(1, "A", 6))
            .Nodes("x: { from: rows, route: { cases: { big: n >= $least } } }").Collect("x.big").Execute();
        Assert.Equal(["0 A 7"], Shown(run, "x.big"));
    }

    [Theory]
    [InlineData("x: { from: rows, route: { cases: { big: n > 'a', small: note } } }\ny: { from: x.big }",
        "test.yaml:6:43: error SE4101: x: '>' does not compare", "test.yaml:6:59: error SE4104: x: 'cases.small' needs a bool, this is string; compare it with something")]
    [InlineData("x: { from: rows, route: { cases: { big: nota is null } } }", "test.yaml:6:43: error SE3201: x: there is no column 'nota'; there are: ts, symbol, n, note; did you mean 'note'?")]
    [InlineData("x: { from: rows, route: { cases: { else: n > 1 } } }", "test.yaml:6:38: error SE2005: x: 'else' is a port of its own; the names in 'cases' must be others than else, error, late, rejected")]
    [InlineData("x: { from: rows, route: { cases: { Big: n > 1 } } }", "test.yaml:6:38: error SE2005: x: 'Big' cannot name a port; a name has lower-case letters, digits and '_' and starts with a letter")]
    [InlineData("x: { from: rows, route: { cases: { big: n > 1 } } }\ny: { from: x, where: n > 1 }", "test.yaml:7:14: error SE3003: y: 'x' has no main port; name one of big, else, error; write x.big")]
    [InlineData("x: { from: rows, route: { cases: { big: n > 1 } } }\ny: { from: x.bgi, where: n > 1 }", "test.yaml:7:16: error SE3002: y: 'x' has no port 'bgi'; its ports are big, else, error; did you mean 'big'?")]
    [InlineData("x: { from: rows, route: { cases: { big: n > 1 } }, select: n }", "test.yaml:6:54: error SE2007: x: 'select' has no meaning on 'route'; shape the rows in a node behind the port")]
    public void Mistakes_AreRefusedAtTheirPlace(string nodes, params string[] expected)
    {
        var problems = new PipelineRun().Given("rows", FlowRows.Schema, []).Nodes(nodes).Nodes("out: { from: rows, console: {} }").Problems();
        Assert.Equal(expected.Length, problems.Count);
        Assert.All(expected.Zip(problems), p => Assert.StartsWith(p.First, p.Second, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(19, 1)]
    [InlineData(20, 500)]
    public void RandomRows_EachLeaveOnce(int seed, int batch)
    {
        var rows = Random(seed);
        var run = Run("x: { from: rows, where: n is null or n < 11, route: { cases: { a: symbol = 'A', low: n < 4, seven: n = 7 } } }", rows, batch, "x.a", "x.low", "x.seven", "x.else");
        var port = rows.Where(r => r["n"] is null or < 11L).ToLookup(r => Key(r) == "A" ? "x.a" : r["n"] is < 4L ? "x.low" : r["n"] is 7L ? "x.seven" : "x.else");
        Assert.All(["x.a", "x.low", "x.seven", "x.else"], p => Assert.Equal(port[p].Select(r => Show(r)), Shown(run, p)));
    }
}
