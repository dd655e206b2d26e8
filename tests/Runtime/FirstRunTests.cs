using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Runtime;

public sealed class FirstRunTests
{
    private static readonly Schema Numbers = new(null, [new("ts", ColumnType.Timestamp), new("k", ColumnType.Symbol), new("x", ColumnType.Float64, Nullable: true)]);

    [Fact]
    public void FilterAndSelect_ShapeRows()
    {
        var run = new PipelineRun()
            .Given("a", Numbers, Row(1, "A", 1), Row(2, "B", 2), Row(3, "A", null), Row(4, "B", 4))
            .Nodes("b: { from: a, where: x > 1 }\nc: { from: b, select: \"y = x * 2\" }")
            .Collect("c").Execute();

        Assert.Equal([4.0, 8.0], run.Column("c", "y"));
        Assert.Equal([2L, 4L], run.Column("c", "ts"));
    }

    [Fact]
    public void Diamond_MergesInOrderOfStreamTimeAndRank()
    {
        var run = new PipelineRun()
            .Given("a", Numbers, [.. Enumerable.Range(1, 5000).Select(i => Row(i, "A", i))])
            .Nodes("odd: { from: a, where: x % 2 = 1 }\nbig: { from: a, where: x > 4990 }\nall: { from: [odd, big] }")
            .Collect("all").Execute();

        var expected = Enumerable.Range(1, 5000).SelectMany(i => Enumerable.Repeat((double)i, (i % 2) + (i > 4990 ? 1 : 0)));
        Assert.Equal(expected.Cast<object?>(), run.Column("all", "x"));
    }

    [Fact]
    public void RenamedSymbolColumns_AreOneKeyByTheirText()
    {
        var run = new PipelineRun()
            .Given("a", Numbers, Row(1, "A", 1), Row(3, "B", 10), Row(5, "A", 2))
            .Given("b", new Schema(null, [new("ts", ColumnType.Timestamp), new("other", ColumnType.Symbol), new("x", ColumnType.Float64, Nullable: true)]),
                new() { ["ts"] = 2L, ["other"] = "B", ["x"] = 20.0 }, new() { ["ts"] = 4L, ["other"] = "A", ["x"] = 3.0 })
            .Nodes("a1: { from: a, select: \"ts\\nname = k\\nx\" }\nb1: { from: b, select: \"ts\\nname = other\\nx\" }\nall: { from: [a1, b1] }\nsum: { from: all, key: name, rolling: { column: x, rows: 10, take: [sum], as: total } }\nbs: { from: sum, where: name = 'B' }")
            .Collect("sum").Collect("bs").Execute();

        Assert.Equal(["A", "B", "B", "A", "A"], run.Column("sum", "name"));
        Assert.Equal([1.0, 20.0, 30.0, 4.0, 6.0], run.Column("sum", "total"));
        Assert.Equal([20.0, 30.0], run.Column("bs", "total"));
    }

    private static Dictionary<string, object?> Row(long ts, string k, double? x) => new() { ["ts"] = ts, ["k"] = k, ["x"] = x };
}
