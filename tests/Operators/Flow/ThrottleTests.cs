using static StreamEngine.Tests.Operators.Flow.FlowRows;

namespace StreamEngine.Tests.Operators.Flow;

public sealed class ThrottleTests
{
    private const string Two = "x: { from: rows, key: symbol, throttle: { max: 2, per: 10ms } }";

    [Fact]
    public void Burst_PassesItsFirstRows_AndOneEachTimeOneIsPerBehind()
    {
        var run = Run(Two, [Row(0, "A", 1), Row(3, "A", 2), Row(9, "A", 3), Row(10, "A", 4), Row(12, "A", 5), Row(13, "A", 6)]);

        Assert.Equal(["0 A 1", "3 A 2", "10 A 4", "13 A 6"], Shown(run)); // at 9 two passed since −1; at 10 only that of 3; at 12 those of 3 and 10; at 13 that of 10
        Assert.Equal((4L, 2L), (run.Summary.Nodes[1].Counters.Used, run.Summary.Nodes[1].Counters.Filtered));
    }

    [Fact]
    public void EachKey_HasItsOwnLimit()
    {
        var run = Run("x: { from: rows, key: symbol, throttle: { max: 1, per: 5ms } }", [Row(0, "A", 1), Row(0, "B", 2), Row(1, "A", 3), Row(5, "B", 4)]);
        Assert.Equal(["0 A 1", "0 B 2", "5 B 4"], Shown(run));
    }

    [Fact]
    public void WithoutKey_AllShareTheLimit() =>
        Assert.Equal(["0 A 1", "5 B 4"], Shown(Run("x: { from: rows, throttle: { max: 1, per: 5ms } }", [Row(0, "A", 1), Row(0, "B", 2), Row(1, "A", 3), Row(5, "B", 4)])));

    [Fact]
    public void NullKey_IsAnErrorRow()
    {
        var run = Run(Two, [Row(0, null, 1), Row(0, "A", 2)], 1024, "x", "x.error");
        Assert.Equal(["0 A 2"], Shown(run));
        Assert.Equal(["the key is null"], run.Column("x.error", "reason"));
    }

    [Fact]
    public void MaxOfZero_IsRefusedWithPlaceAndRange()
    {
        var problems = new Kit.PipelineRun().Given("rows", FlowRows.Schema, []).Nodes("x: { from: rows, throttle: { max: 0, per: 5ms } }").Collect("x").Problems();
        Assert.Equal(["test.yaml:6:37: error SE2104: x: option 'max' is 0; it must be from 1 to 100000"], problems);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomRows_PassAsByTheDefinition(int seed)
    {
        var rows = Random(seed);
        var passed = new List<Dictionary<string, object?>>();
        foreach (var row in rows)
        {
            if (passed.Count(p => Key(p) == Key(row) && At(p) > At(row) - 50) < 3)
            {
                passed.Add(row);
            }
        }

        var run = Run("x: { from: rows, key: symbol, throttle: { max: 3, per: 50ms } }", rows, batch: 7);
        Assert.Equal(passed.Select(p => Show(p)), Shown(run));
        Assert.InRange(passed.Count, 100, rows.Count - 20);
    }
}
