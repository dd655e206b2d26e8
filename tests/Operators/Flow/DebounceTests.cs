using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class DebounceTests
{
    [Fact]
    public void LastRowOfABurst_LeavesOnceItIsQuiet()
    {
        var run = Run("x: { from: rows, key: symbol, debounce: 10ms }", [Row(0, "A", 1), Row(4, "A", 2), Row(14, "A", 3), Row(25, "A", 4)]);
        Assert.Equal(["24 A 3", "35 A 4"], Shown(run)); // 2 is due at 14, and so is 3, which comes first; 3 is due at 24, before 4
        Assert.Equal([14 * Ms, 25 * Ms], run.Column("x", "ts"));
        Assert.Equal((2L, 2L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void KeysDueAtOneInstant_LeaveInByteOrder() =>
        Assert.Equal(["12 A 3", "12 B 2", "12 é 1"], Shown(Run("x: { from: rows, key: symbol, debounce: { quiet: 10ms } }", [Row(2, "é", 1), Row(2, "B", 2), Row(2, "A", 3)])));

    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 37)]
    public void RandomRows_LeaveAsByTheDefinition(int seed, int batch)
    {
        var rows = Random(seed);
        var last = rows.Where((r, i) => !rows.Skip(i + 1).Any(o => Key(o) == Key(r) && At(o) <= At(r) + 60));
        var expected = last.GroupBy(r => At(r) + 60).OrderBy(g => g.Key).SelectMany(g => g.InKeyOrder(Key).Select(r => Show(r, g.Key)));
        Assert.Equal(expected, Shown(Run("x: { from: rows, key: symbol, debounce: { quiet: 60ms } }", rows, batch)));
    }
}
