using StreamEngine.Data;
using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

public sealed class HealthTests
{
    private static readonly string[] Components = ["health_spread", "health_depth", "health_balance", "health_flow", "health_anomalies", "health_freshness"];

    private static readonly Schema Markets = new(null,
    [
        new("ts", ColumnType.Timestamp), new("spread_bps", ColumnType.Float64, true), new("quote_depth_20", ColumnType.Float64, true), new("imbalance_20", ColumnType.Float64, true),
        new("orders_per_sec", ColumnType.Float64, true), new("data_age_ms", ColumnType.Int64, true), new("spoofing", ColumnType.Json, true), new("iceberg", ColumnType.Json, true),
    ]);

    [Fact]
    public void PerfectMarket_IsAHundred_AndEachComponentItsWeight()
    {
        var run = Run().Push(0, Row(1, 1_000_000, 0, 50, 0));
        Assert.Equal([100], run.Column("health_score"));
        Assert.Equal([20.0, 25.0, 15.0, 15.0, 15.0, 10.0], Of(run));
    }

    [Fact]
    public void BeyondTheLimits_ComponentsStayWithinTheirs()
    {
        var run = Run().Push(0, Row(0.5, 2e6, 0, 80, 0), Row(60, 0, 1, 0, 9_000, "high", "high"), Row(1_000, 0, -1, 0, 5_000, "high", "medium", "low"));
        Assert.Equal([100, 0, 0], run.Column("health_score"));
    }

    [Fact]
    public void HalfWay_IsHalf()
    {
        // (50 − 25.5) / 49, 500,000 of a million, |−0.5|, 25 of 50, 100 − 30 − 10 − 10, 2,500 of 5,000
        var run = Run().Push(0, Row(25.5, 500_000, -0.5, 25, 2_500, "medium", "low", "low"));
        Assert.Equal([10.0, 12.5, 7.5, 7.5, 7.5, 5.0], Of(run));
        Assert.Equal([50], run.Column("health_score"));
    }

    [Fact]
    public void HalfPoints_AreRoundedToEven()
    {
        // 20 + 25 + 15 + 15 + 15 · 0.9 + 10 = 98.5; and with 0.7 (one medium) 95.5
        var run = Run().Push(0, Row(1, 1e6, 0, 50, 0, "low"), Row(1, 1e6, 0, 50, 0, "medium"));
        Assert.Equal([98, 96], run.Column("health_score"));
    }

    [Fact]
    public void UnknownValues_AreZero_AndUnknownListsAreNoAnomalies()
    {
        var run = Run().Push(0, new Dictionary<string, object?> { ["ts"] = 1L });
        Assert.Equal([0.0, 0.0, 0.0, 0.0, 15.0, 0.0], Of(run));
        Assert.Equal([15], run.Column("health_score"));
    }

    [Fact]
    public void SeveritiesInsideNotesOrDeeper_DoNotCount()
    {
        var row = Row(1, 1e6, 0, 50, 0);
        row["iceberg"] = """[{"type":"x","note":"\"severity\":\"high\"","inner":{"severity":"high"}},{"severity":"odd"},{"severity":3}]""";
        Assert.Equal([100], Run().Push(0, row).Column("health_score"));
    }

    [Fact]
    public void Components_AddUpToTheScoreWithinHalfAPoint_AndAreMonotone()
    {
        var random = new Random(4);
        var run = Run();
        for (var i = 0; i < 2_000; i++)
        {
            var (spread, depth, balance, flow, age) = (random.NextDouble() * 60, random.NextDouble() * 1.2e6, (random.NextDouble() * 2) - 1, random.NextDouble() * 60, random.Next(6_000));
            run.Push(0, Row(spread, depth, balance, flow, age), Row(spread * 1.1, depth * 0.9, balance * 1.1, flow * 0.9, age + 100, "low"));
        }

        for (var i = 0; i < run.Port().Count; i += 2)
        {
            var (better, worse) = (run.Port()[i], run.Port()[i + 1]);
            Assert.All(Components, c => Assert.True((double)better[c]! >= (double)worse[c]!, $"{c} in row {i}"));
            Assert.All([better, worse], row => Assert.True(Math.Abs(Components.Sum(c => (double)row[c]!) - (int)row["health_score"]!) <= 0.5 + 1e-9));
            Assert.InRange((int)worse["health_score"]!, 0, (int)better["health_score"]!);
        }
    }

    [Fact]
    public void RandomRows_EqualTheFormulaInDecimals()
    {
        var random = new Random(5);
        var run = Run();
        string[] words = ["low", "medium", "high"];
        var expected = new List<decimal>();
        for (var i = 0; i < MicroRows.Events / 4; i++)
        {
            var (spread, depth, balance, flow, age) = (random.Next(6_000), random.Next(1_200_000), random.Next(-100, 101), random.Next(600), random.Next(6_000));
            var severities = Enumerable.Range(0, random.Next(4)).Select(_ => words[random.Next(3)]).ToArray();
            run.Push(0, Row(spread / 100.0, depth, balance / 100.0, flow / 10.0, age, severities));
            static decimal Held(decimal value) => Math.Clamp(value, 0, 1);
            expected.Add((20 * Held((50 - (spread / 100m)) / 49)) + (25 * Held(depth / 1_000_000m)) + (15 * (1 - Math.Abs(balance / 100m))) + (15 * Held(flow / 500m))
                + (15 * Held(1 - severities.Sum(s => s == "low" ? 0.1m : s == "medium" ? 0.3m : 0.6m))) + (10 * Held(1 - (age / 5_000m))));
        }

        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal((double)expected[i], Components.Sum(c => (double)run.Port()[i][c]!), 1e-9);
            Assert.True(Math.Abs(expected[i] - (int)run.Port()[i]["health_score"]!) <= 0.5m + 1e-9m);
        }
    }

    [Fact]
    public void TextThatIsNoJson_MakesItsComponentZero()
    {
        var row = Row(1, 1e6, 0, 50, 0);
        row["spoofing"] = "[{oops";
        Assert.Equal([20.0, 25.0, 15.0, 15.0, 0.0, 10.0], Of(Run().Push(0, row)));
    }

    [Fact]
    public void WeightsThatAreNotAHundred_AreRefused() =>
        Assert.Equal(["SE2352: option 'weights': the weights 20 + 25 + 15 + 15 + 15 + 12 add up to 102; it must be 100"], Run(new() { Weights = new() { Freshness = 12 } }).Problems);

    [Fact]
    public void NarrowNotBelowWide_IsRefused() =>
        Assert.Equal(["SE2353: option 'narrow_bps': narrow_bps is 50 and wide_bps 50; narrow_bps must be below wide_bps"], Run(new() { NarrowBps = 50 }).Problems);

    private static OperatorDrive Run(HealthOptions? options = null) => new(new Health((options ?? new()) with { Anomalies = [new("spoofing"), new("iceberg")] }), [Markets]);

    private static IEnumerable<double> Of(OperatorDrive run) => Components.Select(c => (double)run.Port()[^1][c]!);

    private static Dictionary<string, object?> Row(double spread, double depth, double balance, double flow, long age, params string[] severities) => new()
    {
        ["ts"] = 1L, ["spread_bps"] = spread, ["quote_depth_20"] = depth, ["imbalance_20"] = balance, ["orders_per_sec"] = flow, ["data_age_ms"] = age,
        ["spoofing"] = $"[{string.Join(",", severities.Skip(1).Select(s => $$"""{"type":"spoofing","severity":"{{s}}","note":"n"}"""))}]",
        ["iceberg"] = $"[{string.Join(",", severities.Take(1).Select(s => $$"""{"type":"iceberg","severity":"{{s}}"}"""))}]",
    };
}
