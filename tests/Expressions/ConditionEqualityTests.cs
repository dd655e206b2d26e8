using StreamEngine.Data;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Expressions;

/// <summary>Conditions compared with conditions, by lanes. A mask of several tests compared with zero once ended the process: the runtime emitted an illegal AVX-512 instruction.</summary>
public sealed class ConditionEqualityTests
{
    private static readonly Schema Numbers = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Float64)]);

    [Theory]
    [InlineData("(x not in [0, 2.5, 7]) != false", "1 3 4 5 6 8")]
    [InlineData("(x in [0, 2.5, 7]) = true", "2.5 7")]
    [InlineData("(x > 2) = (x < 5)", "2.5 3 4")]
    [InlineData("(x > 2) != (x < 5)", "1 5 6 7 8")]
    public void Rows_ThatPass(string condition, string expected)
    {
        double[] values = [1, 2.5, 3, 4, 5, 6, 7, 8];
        var rows = Enumerable.Range(0, 64).Select(i => new Dictionary<string, object?> { ["ts"] = (long)i, ["x"] = values[i % 8] });
        var run = new PipelineRun().Given("a", Numbers, rows).Nodes($"b: {{ from: a, where: \"{condition}\" }}").Collect("b").Execute();

        var once = expected.Split(' ').Select(v => (object?)double.Parse(v, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Repeat(once, 8).SelectMany(v => v), run.Column("b", "x"));
    }
}
