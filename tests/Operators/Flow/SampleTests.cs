using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class SampleTests
{
    [Fact]
    public void LastRowOfEachCell_LeavesAtItsEnd_WithTheRowsOfThatInstant()
    {
        var run = Run("x: { from: rows, key: symbol, sample: 10ms }", [Row(1, "A", 1), Row(9, "A", 2), Row(10, "A", 3), Row(11, "A", 4), Row(31, "A", 5)]);
        Assert.Equal(["10 A 3", "20 A 4", "40 A 5"], Shown(run));
        Assert.Equal([10 * Ms, 11 * Ms, 31 * Ms], run.Column("x", "ts"));
        Assert.Equal((3L, 2L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void KeysOfOneInstant_LeaveInByteOrder()
    {
        // UTF-8: B 42, é C3 A9, U+FF21 EF BC A1, U+1D538 F0 9D 94 B8; as UTF-16 code units the last two would change places
        var run = Run("x: { from: rows, key: symbol, sample: { every: 10ms } }", [Row(1, "𝔸", 1), Row(1, "Ａ", 2), Row(2, "é", 3), Row(3, "B", 4)]);
        Assert.Equal(["10 B 4", "10 é 3", "10 Ａ 2", "10 𝔸 1"], Shown(run));
    }

    [Fact]
    public void Offset_MovesTheGrid() =>
        Assert.Equal(["3 A 1", "13 A 3"], Shown(Run("x: { from: rows, key: symbol, sample: { every: 10ms, offset: 3ms } }", [Row(1, "A", 1), Row(4, "A", 2), Row(13, "A", 3)])));

    [Fact]
    public void TimesBeforeTheEpoch_HaveTheSameGrid() =>
        Assert.Equal(["-10 A 1", "0 A 3"], Shown(Run("x: { from: rows, sample: 10ms }", [Row(-15, "A", 1), Row(-9, "A", 2), Row(0, "A", 3)])));

    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 50)]
    [InlineData(8, 1024)]
    public void RandomRows_LeaveAsByTheDefinition(int seed, int batch)
    {
        var rows = Random(seed);
        var expected = rows.GroupBy(r => (At(r) + 99) / 100 * 100).OrderBy(g => g.Key)
            .SelectMany(cell => cell.GroupBy(Key).InKeyOrder(g => g.Key).Select(g => Show(g.Last(), cell.Key)));
        Assert.Equal(expected, Shown(Run("x: { from: rows, key: symbol, sample: { every: 100ms } }", rows, batch)));
    }
}
