using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class RollingTests
{
    private static readonly RollingAggregate[] All = Enum.GetValues<RollingAggregate>();

    private static readonly Schema Input = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Float64, true), new("k", ColumnType.Symbol)]);

    [Fact]
    public void TimeWindow_IsOpenAtItsStartAndClosedAtItsEnd() =>
        Assert.Equal([1.0, 3.0, 5.0, 4.0], Run(new() { Column = new("x"), Over = new Duration(10), Take = [RollingAggregate.Sum], As = "s" })
            .Push(0, Row(0, 1), Row(9, 2), Row(10, 3), Row(20, 4)).Column("s"));

    [Fact]
    public void RowWindow_CountsRowsAndSkipsNulls()
    {
        var run = Run(new() { Column = new("x"), Rows = 2, Take = All }).Push(0, Row(0, null), Row(1, 1), Row(2, null), Row(3, 0.1), Row(4, 0.2), Row(5, 0.4));
        Assert.Equal([0L, 1L, 1L, 1L, 2L, 2L], run.Column("x_count"));
        Assert.Equal([null, 1.0, 1.0, 0.1, 0.3, 0.6], run.Column("x_sum").Select(Rounded));
        Assert.Equal([null, 1.0, 1.0, 0.1, 0.15, 0.3], run.Column("x_mean"));
        Assert.Equal([null, 1.0, 1.0, 0.1, 0.1, 0.2], run.Column("x_min"));
        Assert.Equal([null, 1.0, 1.0, 0.1, 0.2, 0.4], run.Column("x_max"));
        Assert.Equal([null, null, null, null, 0.005, 0.02], run.Column("x_variance").Select(Rounded));
        static object? Rounded(object? value) => value is double d ? Math.Round(d, 12) : null;
    }

    [Fact]
    public void RowThatRunsBack_IsAnsweredAtItsOwnTime()
    {
        var run = Run(new() { Column = new("x"), Over = new Duration(10), Take = All }).Push(0, Row(0, 1), Row(5, 9), Row(12, 2), Row(4, 5), Row(12, 3));
        Assert.Equal([1.0, 10.0, 11.0, 6.0, 19.0], run.Column("x_sum"));
        Assert.Equal([1.0, 9.0, 9.0, 5.0, 9.0], run.Column("x_max"));
        Assert.Equal([1.0, 1.0, 2.0, 1.0, 2.0], run.Column("x_min"));
    }

    [Fact]
    public void WindowThatWasDropped_IsNull()
    {
        var run = Run(new() { Column = new("x"), Over = new Duration(10) }).Push(0, Row(0, 1), Row(100, 2), Row(101, 2), Row(5, 3), Row(50, 4));
        Assert.Equal([1.0, 2.0, 2.0, null, 4.0], run.Column("x_mean"));
    }

    [Fact]
    public void VarianceOfLargeEqualValues_IsZero()
    {
        var run = Run(new() { Column = new("x"), Rows = 3, Take = [RollingAggregate.Variance] }).Push(0, [.. Enumerable.Range(0, 50).Select(i => Row(i, i < 20 ? i * 1e15 / 7 : 64100.1))]);
        Assert.Equal(0.0, run.Column("x_variance")[^1]);
    }

    [Fact]
    public void TwoLengths_AreRefused() =>
        Assert.Equal(["SE2351: option 'rows': over and rows are both given; it must be exactly one"], Run(new() { Column = new("x"), Rows = 2, Over = new Duration(1) }).Problems);

    [Fact]
    public void NoLength_IsRefused() =>
        Assert.Equal(["SE2351: none of over and rows is given; it must be exactly one"], Run(new() { Column = new("x") }).Problems);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void RandomRows_EqualARecomputation(int seed, bool time)
    {
        var random = new Random(seed);
        var rows = new List<Dictionary<string, object?>>();
        for (var i = 0; i < 2_000; i++)
        {
            var row = Row((i * 3) - (random.Next(4) == 0 ? random.Next(80) : 0), random.Next(9) == 0 ? null : random.Next(-5_000, 5_000) / Math.Pow(10, random.Next(0, 6)), random.Next(2) == 0 ? "a" : "b");
            row["at"] = (long)i * 3;
            rows.Add(row);
        }

        var options = new RollingOptions { Column = new("x"), Over = time ? new Duration(100) : null, Rows = time ? null : 17, Take = All };
        var first = Run(options).PushCut(0, 7, rows[..900]);
        var second = Run(options).Load(first.Save()).PushCut(0, 64, rows[900..]);
        var found = first.Port().Concat(second.Port()).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var soFar = rows.Take(i + 1).Where(r => (string)r["k"]! == (string)rows[i]["k"]!);
            var t = (long)rows[i]["ts"]!;
            var values = (time ? soFar.Where(r => (long)r["ts"]! > t - 100 && (long)r["ts"]! <= t) : soFar.TakeLast(17)).Where(r => r["x"] is not null).Select(r => (decimal)(double)r["x"]!).ToList();
            Assert.Equal((long)values.Count, found[i]["x_count"]);
            Assert.Equal(values.Count == 0 ? null : (double)values.Sum(), found[i]["x_sum"]);
            Assert.Equal(values.Count == 0 ? null : (double)values.Min(), found[i]["x_min"]);
            Assert.Equal(values.Count == 0 ? null : (double)values.Max(), found[i]["x_max"]);
            if (values.Count > 1)
            {
                var mean = values.Sum() / values.Count;
                var variance = (double)(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
                Assert.InRange((double)found[i]["x_mean"]!, (double)mean - Math.Abs((double)mean * 1e-15), (double)mean + Math.Abs((double)mean * 1e-15));
                Assert.InRange((double)found[i]["x_variance"]!, variance * (1 - 1e-12), variance * (1 + 1e-12));
            }
        }
    }

    private static OperatorDrive Run(RollingOptions options) => new(new Rolling(options), [Input], ["k"]);

    private static Dictionary<string, object?> Row(long ts, double? x, string key = "a") => new() { ["ts"] = ts, ["x"] = x, ["k"] = key };
}
