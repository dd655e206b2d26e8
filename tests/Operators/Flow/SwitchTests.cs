using StreamEngine.Data;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class SwitchTests
{
    private static readonly Schema Control = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol), new("use", ColumnType.String, Nullable: true)]);

    [Fact]
    public void ControlRow_ChoosesFromItsInstantOn()
    {
        var run = Of("x: { from: { control: c, main: a, spare: b }, switch: use }", [Use(5, "spare"), Use(8, "main")],
            [Row(4, "A", 1), Row(5, "A", 2), Row(8, "A", 3)], [Row(4, "A", 11), Row(5, "A", 12), Row(7, "A", 13), Row(8, "A", 14)]).Collect("x").Execute();
        Assert.Equal(["4 A 1", "5 A 12", "7 A 13", "8 A 3"], Shown(run));
        var counters = run.Summary.Nodes.Single(n => n.Name == "x").Counters;
        Assert.Equal((6L, 3L), (counters.Used, counters.Filtered));
    }

    [Fact]
    public void Start_IsChosenBeforeTheFirstControlRow()
    {
        var run = Of("x: { from: { control: c, main: a, spare: b }, switch: { by: use, start: spare } }", [], [Row(4, "A", 1)], [Row(4, "A", 11)]).Collect("x").Execute();
        Assert.Equal(["4 A 11"], Shown(run));
    }

    [Fact]
    public void EachKey_HasItsOwnChoice()
    {
        var run = Of("x: { from: { control: c, main: a, spare: b }, key: symbol, switch: use }", [Use(0, "spare", "B")],
            [Row(1, "A", 1), Row(1, "B", 2)], [Row(1, "A", 11), Row(1, "B", 12)]).Collect("x").Execute();
        Assert.Equal(["1 A 1", "1 B 12"], Shown(run));
    }

    [Fact]
    public void ControlRowThatNamesNoInput_IsAnErrorRowAndChangesNothing()
    {
        var run = Of("x: { from: { control: c, main: a, spare: b }, switch: use }", [Use(0, "control"), Use(0, null)], [Row(1, "A", 1)], [Row(1, "A", 11)]).Collect("x").Collect("x.error").Execute();
        Assert.Equal(["1 A 1"], Shown(run));
        Assert.Equal(["'use' is 'control'; it must name an input: main, spare", "'use' is null; it must name an input: main, spare"], run.Column("x.error", "reason"));
    }

    [Theory]
    [InlineData("x: { from: { contol: c, main: a, spare: b }, switch: use }", "test.yaml:8:14: error SE3008: x: 'switch' needs the input 'control' (Rows that name the input to pass from then on); did you mean 'control' instead of 'contol'?")]
    [InlineData("x: { from: { control: c, main: a }, switch: use }", "test.yaml:8:14: error SE3008: x: 'switch' has 1 inputs besides control; it must have at least 2; write from: { control: node, name: node, … }")]
    [InlineData("x: { from: { control: c, main: a, spare: b }, switch: { by: use, start: mian } }", "test.yaml:8:75: error SE3007: x: option 'start' is 'mian'; it must be one of main, spare; did you mean 'main'?")]
    [InlineData("x: { from: { control: c, main: a, Spare: b }, switch: use }", "test.yaml:8:37: error SE2005: x: 'Spare' cannot name an input; a name has lower-case letters, digits and '_' and starts with a letter")]
    [InlineData("x: { from: { control: c, main: a, spare: c }, switch: use }", "test.yaml:8:49: error SE3009: x: the inputs 'main' and 'spare' have rows of different shapes: rows(ts: timestamp, symbol: symbol?, n: int64?, note: string?) and rows(ts: timestamp, symbol: symbol, use: string?); bring them to one shape with select")]
    public void Mistakes_AreRefusedAtTheirPlace(string node, string expected) => Assert.Equal([expected], Of(node, [], [], []).Collect("a").Problems());

    private static PipelineRun Of(string node, IEnumerable<Dictionary<string, object?>> control, IEnumerable<Dictionary<string, object?>> a, IEnumerable<Dictionary<string, object?>> b) =>
        new PipelineRun().Given("c", Control, control).Given("a", FlowRows.Schema, a).Given("b", FlowRows.Schema, b).Nodes(node);

    private static Dictionary<string, object?> Use(long ms, string? input, string key = "A") => new() { ["ts"] = ms * Ms, ["symbol"] = key, ["use"] = input };
}
