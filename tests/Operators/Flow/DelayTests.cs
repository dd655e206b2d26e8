using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class DelayTests
{
    [Fact]
    public void Rows_LeaveLaterWithTheirOwnTs()
    {
        var run = Run("x: { from: rows, delay: 5ms }", [Row(0, "A", 1), Row(0, "B", 2), Row(3, "A", null), Row(20, "A", 4)]);
        Assert.Equal(["5 A 1", "5 B 2", "8 A -", "25 A 4"], Shown(run));
        Assert.Equal([0L, 0L, 3 * Ms, 20 * Ms], run.Column("x", "ts"));
        Assert.Equal(["#1", "#2", null, "#4"], run.Column("x", "note"));
    }

    [Fact]
    public void RowOfTheInstantInWhichADelayedOneLeaves_ComesFirstFromAnInputRankedFirst()
    {
        var run = new Kit.PipelineRun().Given("rows", FlowRows.Schema, Row(0, "A", 1), Row(5, "A", 2), Row(9, "A", 3))
            .Nodes("late: { from: rows, delay: { by: 5ms } }\nx: { from: [rows, late] }").Collect("x").Execute();
        Assert.Equal(["0 A 1", "5 A 2", "5 A 1", "9 A 3", "10 A 2", "14 A 3"], Shown(run));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", parallel: 3")]
    public void MoreRowsOfAKeyThanAreHeld_AreErrors(string workers)
    {
        var run = Run($"x: {{ from: rows, key: symbol{workers}, delay: {{ by: 10ms, max: 2 }} }}",
            [Row(0, "A", 1), Row(1, "A", 2), Row(1, null, 9), Row(2, "A", 3), Row(2, "B", 4), Row(10, "A", 5), Row(11, "A", 6)], 1024, "x", "x.error");
        Assert.Equal(["10 A 1", "11 A 2", "12 B 4", "21 A 6"], Shown(run)); // a timer fires behind the rows of its instant, so the row of 10 ms still meets two
        Assert.Equal(["the key is null", "2 rows of the key are held already; raise 'max', or lower 'by'", "2 rows of the key are held already; raise 'max', or lower 'by'"], run.Column("x.error", "reason"));
    }

    [Fact]
    public void LongestDelay_EndsWithStreamTime()
    {
        var run = Run("x: { from: rows, delay: 365d }", [new Dictionary<string, object?> { ["at"] = long.MaxValue - 10, ["ts"] = 1L, ["symbol"] = "A", ["n"] = 1L }]);
        Assert.Equal([long.MaxValue - 1], run.Column("x", "at"));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 64)]
    public void RandomRows_AllLeaveInOrder(int seed, int batch)
    {
        var rows = Random(seed);
        var run = Run("x: { from: rows, delay: { by: 40ms } }", rows, batch);
        Assert.Equal(rows.Select(r => Show(r, At(r) + 40)), Shown(run));
    }
}
