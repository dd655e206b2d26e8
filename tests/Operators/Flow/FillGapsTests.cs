using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class FillGapsTests
{
    [Fact]
    public void EmptyCells_AreFilledWithNulls()
    {
        var run = Run("x: { from: rows, key: symbol, fill_gaps: { every: 10ms, fill: null } }", [Row(8, "A", 1), Row(38, "A", 2), Row(41, "A", 3)]);
        Assert.Equal(["8 A 1", "20 A -", "30 A -", "38 A 2", "41 A 3"], Shown(run)); // the cells (10, 20] and (20, 30]
        Assert.Equal([8 * Ms, 18 * Ms, 28 * Ms, 38 * Ms, 41 * Ms], run.Column("x", "ts"));
        Assert.Equal((3L, 5L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Out));
    }

    [Fact]
    public void Carry_RepeatsTheLastRow()
    {
        var run = Run("x: { from: rows, key: symbol, fill_gaps: { every: 10ms, fill: carry } }", [Row(10, "A", 1), Row(10, "A", 2), Row(31, "A", 3)]);
        Assert.Equal(["10 A 1", "10 A 2", "20 A 2", "30 A 2", "31 A 3"], Shown(run));
        Assert.Equal(["#1", "#2", "#2", "#2", "#3"], run.Column("x", "note"));
    }

    [Fact]
    public void EachKey_IsFilledUpToTheEndOfStreamTime()
    {
        var run = Run("x: { from: rows, key: symbol, fill_gaps: { every: 10ms, fill: carry } }", [Row(1, "B", 1), Row(2, "A", 2), Row(30, "A", 3)]);
        Assert.Equal(["1 B 1", "2 A 2", "20 A 2", "20 B 1", "30 A 3", "30 B 1"], Shown(run)); // at 30 the input ends: B has none in (20, 30], A has
    }

    [Fact]
    public void MoreThanLimit_StaysOpenUntilTheNextRow()
    {
        var run = Run("x: { from: rows, key: symbol, fill_gaps: { every: 10ms, limit: 2 } }", [Row(1, "A", 1), Row(95, "A", 2), Row(120, "A", 3)]);
        Assert.Equal(["1 A 1", "20 A -", "30 A -", "95 A 2", "110 A -", "120 A 3"], Shown(run));
    }

    [Fact]
    public void BarsWithLateness_NeedTheOffset()
    {
        // bars of 10 ms that come 2 ms late: at 12, 22, 42; their ts is the last instant of their window
        var run = Run("x: { from: rows, key: symbol, fill_gaps: { every: 10ms, offset: 2ms } }", [Row(12, "A", 1, tsMs: 9), Row(22, "A", 2, tsMs: 19), Row(42, "A", 4, tsMs: 39)]);
        Assert.Equal(["12 A 1", "22 A 2", "32 A -", "42 A 4"], Shown(run));
        Assert.Equal(29 * Ms, run.Column("x", "ts")[2]);
    }

    [Theory]
    [InlineData(17, 1)]
    [InlineData(18, 29)]
    public void RandomRows_AreFilledAsByTheDefinition(int seed, int batch)
    {
        var rows = Random(seed);
        var (last, expected) = (rows.Max(At), new List<(long At, int Rank, string Key, int Order, string Shown)>());
        expected.AddRange(rows.Select((r, i) => (At(r), 0, "", i, Show(r))));
        foreach (var key in rows.GroupBy(Key))
        {
            var cells = key.ToLookup(r => (At(r) + 99) / 100 * 100);
            var from = cells.Min(c => c.Key);
            for (var cell = from + 100; cell <= last; cell += 100)
            {
                if (!cells.Contains(cell))
                {
                    expected.Add((cell, 1, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(key.Key)), 0, Show(key.Last(r => At(r) <= cell), cell)));
                }
            }
        }

        var ordered = expected.OrderBy(e => e.At).ThenBy(e => e.Rank).ThenBy(e => e.Key, StringComparer.Ordinal).ThenBy(e => e.Order).Select(e => e.Shown);
        Assert.Equal(ordered, Shown(Run("x: { from: rows, key: symbol, fill_gaps: { every: 100ms, fill: carry } }", rows, batch)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void EndOfSeveralInputs_IsTheLastTimeAnyReached(int batch)
    {
        // the merge of two inputs: which of them ends last is a matter of scheduling
        for (var seed = 0; seed < 20; seed++)
        {
            var scheduler = new SeededScheduler(seed);
            var run = new PipelineRun { Options = new() { Clock = TimeProvider.System, BatchMax = batch, Scheduler = scheduler, IsReplay = true } }
                .Given("a", FlowRows.Schema, Row(1, "A", 1)).Given("b", FlowRows.Schema, Row(2, "B", 1), Row(35, "B", 2))
                .Nodes("some: { from: b, where: n = 2 }\nkept: { from: some, where: n = 3 }\nx: { from: [a, kept], key: symbol, fill_gaps: { every: 10ms, fill: carry } }").Collect("x").Execute();
            Assert.Equal(["1 A 1", "20 A 1", "30 A 1"], Shown(run));
        }
    }
}
