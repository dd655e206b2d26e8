using StreamEngine.Data;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Runtime;

/// <summary>Where what would go on for ever stops, and the order of what comes at one instant.</summary>
public sealed class EndOfInputTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    public void GridBehindRowsThatWereHeld_GoesOnToTheLastOfThem(int batch)
    {
        // collect lets the row of 12 go at 12 + 30, behind the end of its source: the grid of x has come to 42 by then
        var run = Run("held: { from: rows, collect: { max: 9, within: 30ms } }\nx: { from: held, fill_gaps: { every: 10ms, fill: carry } }", [Row(1, "A", 1), Row(12, "A", 2)], batch);
        Assert.Equal(["31 A 1", "31 A 2"], Shown(run)); // one batch, at 1 + 30, which is the end
        run = Run("held: { from: rows, collect: { max: 1, within: 30ms } }\nkept: { from: held, where: n < 2 }\nx: { from: kept, fill_gaps: { every: 10ms, fill: carry } }", [Row(1, "A", 1), Row(35, "A", 2)], batch);
        Assert.Equal(["1 A 1", "20 A 1", "30 A 1"], Shown(run)); // the source came to 35, whatever where let pass
    }

    [Theory]
    [InlineData("")]
    [InlineData("parallel: 3, ")]
    public void ProvisionalAndFinalResultsOfOneInstant_StandInKeyOrder(string parallel)
    {
        var run = Run($"x: {{ from: rows, key: symbol, {parallel}window: {{ tumble: 30ms, early: 10ms }}, select: n = sum(n), drop: [late] }}", [Row(25, "z", 1), Row(30, "a", 5)]);
        // at 30 the window of z closes and that of a, [30, 60), is shown for the first time
        Assert.Equal(["30 a 5", "30 z 1", "40 a 5", "50 a 5", "60 a 5"], Shown(run));
    }

    [Theory]
    [InlineData("")]
    [InlineData("parallel: 3, ")]
    public void RowThatComesOutAtTheEndAndIsKept_MovesNoGridBehind(string parallel)
    {
        // the rows leave 'held' at 31, behind the end; 'bars' keeps them, so that x, whose own rows came to 12 + 5, has no window [20, 30)
        var run = Run(
            $$"""
            held: { from: rows, collect: { max: 9, within: 30ms } }
            bars: { from: held, key: symbol, {{parallel}}window: { tumble: 1s }, select: sum = sum(n), drop: [late] }
            joined: { from: { left: rows, right: bars }, key: symbol, asof: { tolerance: 5ms, direction: nearest } }
            x: { from: joined, key: symbol, window: { tumble: 10ms, empty: null }, select: n = count(), drop: [late] }
            """,
            [Row(1, "A", 1), Row(12, "A", 2)]);
        Assert.Equal(["10 A 1", "20 A 1"], Shown(run));
    }

    [Fact]
    public void VarianceOfOneValue_IsNullHoweverLarge()
    {
        var schema = new Schema(null, [new("ts", ColumnType.Timestamp), new("v", ColumnType.Float64)]);
        var run = new PipelineRun().Given("rows", schema, new Dictionary<string, object?> { ["at"] = 1 * Ms, ["ts"] = 1 * Ms, ["v"] = 1e300 })
            .Nodes("x: { from: rows, window: { tumble: 30ms }, select: n = var(v), drop: [late] }").Collect("x").Execute();
        Assert.Equal([null], run.Column("x", "n"));
    }
}
