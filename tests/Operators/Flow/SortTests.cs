using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class SortTests
{
    private const string Within = "x: { from: rows, sort: { within: 10ms } }";

    [Fact]
    public void Rows_LeaveInTheOrderOfTheirTs_WithinPastIt()
    {
        var run = Run(Within, [Row(5, "A", 1), Row(8, "A", 2, tsMs: 3), Row(9, "A", 3), Row(15, "A", 4, tsMs: 5)], 1024, "x", "x.late");
        Assert.Equal(["13 A 2", "15 A 1", "15 A 4", "19 A 3"], Shown(run)); // of one ts in the order in which they came
        Assert.Empty(run.Rows("x.late"));
    }

    [Fact]
    public void RowFurtherBehind_IsLate()
    {
        var run = Run(Within, [Row(20, "A", 1), Row(20, "A", 2, tsMs: 10), Row(20, "A", 3, tsMs: 9)], 1024, "x", "x.late");
        Assert.Equal(["20 A 2", "30 A 1"], Shown(run));
        var late = Assert.Single(run.Rows("x.late"));
        Assert.Equal("'ts' is 11ms behind stream time; rows are put in order up to 10ms", late["reason"]);
        Assert.Equal((1L, 2L), (run.Summary.Nodes[1].Counters.Late, run.Summary.Nodes[1].Counters.Used));
    }

    [Fact]
    public void RowAheadOfStreamTime_WaitsForIt() =>
        Assert.Equal(["10 A 2", "60 A 1"], Shown(Run(Within, [Row(0, "A", 1, tsMs: 50), Row(0, "A", 2)], 1024, "x", "x.late")));

    [Fact]
    public void MoreRowsThanMax_AreErrorRows()
    {
        var run = Run("x: { from: rows, sort: { within: 10ms, max: 2 }, drop: late }", [Row(0, "A", 1), Row(1, "A", 2), Row(2, "A", 3), Row(10, "A", 4), Row(11, "A", 5)], 1024, "x", "x.error");
        Assert.Equal(["10 A 1", "11 A 2", "21 A 5"], Shown(run)); // at 10 both still wait: timers fire behind the rows of their instant
        Assert.Equal(["2 rows wait to be put in order already; raise 'max', or lower 'within'", "2 rows wait to be put in order already; raise 'max', or lower 'within'"], run.Column("x.error", "reason"));
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(14, 20)]
    public void RandomRows_AreSortedAndTheSame_ButForTheLate(int seed, int batch)
    {
        var rows = Random(seed);
        var run = Run("x: { from: rows, sort: { within: 200ms } }", rows, batch, "x", "x.late");
        var (late, inTime) = (rows.Where(r => (long)r["ts"]! < (At(r) - 200) * Ms).ToList(), rows.Where(r => (long)r["ts"]! >= (At(r) - 200) * Ms));
        Assert.Equal(inTime.OrderBy(r => (long)r["ts"]!).Select(r => Show(r, (long)r["ts"]! / Ms + 200)), Shown(run)); // OrderBy is stable
        Assert.Equal(late.Select(r => r["ts"]), run.Column("x.late", "ts"));
        Assert.InRange(late.Count, 10, 200);
    }
}
