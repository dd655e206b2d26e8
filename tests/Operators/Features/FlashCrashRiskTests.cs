using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class FlashCrashRiskTests
{
    private static readonly Schema Strains = new(null,
    [
        new("ts", ColumnType.Timestamp), new("spread_bps", ColumnType.Float64, true), new("vacuum_count", ColumnType.Int32, true),
        new("depth", ColumnType.Float64, true), new("net_flow_30s", ColumnType.Float64, true),
    ]);

    [Theory]
    [InlineData(4.0, 0, 99.9, -5.0, "[]")] // twice the usual is not more
    [InlineData(4.1, 0, 100.0, -5.0, "[]")] // P10 is 100
    [InlineData(4.1, 2, 100.0, -5.0, "[]")]
    [InlineData(4.1, 3, 100.0, -4.0, "[]")] // the flow was −4 four rows before
    [InlineData(4.1, 3, 100.0, 4.0, "[]")]
    [InlineData(4.4, 3, 100.0, -4.4, "low")] // strengths 1.1, 1, 1.1
    [InlineData(8.0, 4, 100.0, -5.0, "medium")] // 2, 1.33, 1.25: 1.53
    [InlineData(8.0, 0, 50.0, -8.0, "high")] // 2, 2, 2
    [InlineData(80.0, 30, 100.0, -4.1, "high")] // 3, 3 and 1.025
    public void ThreeSigns_AreGradedByTheirMeanStrength(double spread, int vacuums, double depth, double flow, string severity)
    {
        var run = Usual(new()).Push(0, Row(100, spread, vacuums, depth, flow));
        Assert.Equal(severity == "[]" ? severity : $$"""[{"type":"flash_crash_risk","severity":"{{severity}}","note":"spread {{Text(spread)}}, usually 2; vacuums {{vacuums}}, depth {{Text(depth)}}; net flow {{Text(flow)}}, before -4"}]""", run.Column("flash_crash_risk")[^1]);
        Assert.All(run.Column("flash_crash_risk").SkipLast(1), risk => Assert.Equal("[]", risk));
    }

    [Theory]
    [InlineData(4.4, 0, -4.4, "low")] // wide and falling
    [InlineData(80, 30, 0, "medium")] // wide and thin, 3 and 3: at most medium
    [InlineData(80, 30, -80, "high")] // all three
    [InlineData(80, 0, 0, null)]
    public void TwoSigns_AreEnoughByConfiguration_AndAtMostMedium(double spread, int vacuums, double flow, string? severity)
    {
        var run = Usual(new() { Signs = 2 }).Push(0, Row(100, spread, vacuums, 100, flow));
        var found = (string)run.Column("flash_crash_risk")[^1]!;
        Assert.Equal(severity is null, found == "[]");
        Assert.Contains(severity ?? "[]", found, StringComparison.Ordinal);
    }

    [Fact]
    public void FewerThanTwentyRowsBefore_SayNothingIsUsual()
    {
        var run = Run(new()).Push(0, [.. Enumerable.Range(0, 19).Select(i => Row(i, 2, 0, 100, -4))]).Push(0, Row(20, 80, 30, 1, -80), Row(21, 80, 30, 1, -80));

        // at the second there are 20 before; the mean of 19 × 2 and 80 is 5.9
        Assert.Equal("[]", run.Column("flash_crash_risk")[^2]);
        Assert.Equal("""[{"type":"flash_crash_risk","severity":"high","note":"spread 80, usually 5.9; vacuums 30, depth 1; net flow -80, before -4"}]""", run.Column("flash_crash_risk")[^1]);
    }

    [Fact]
    public void NullValues_HoldNoSign_AndAreNotAmongTheUsual()
    {
        var run = Usual(new()).Push(0, Row(100, null, 30, 1, -80), Row(101, 80, null, null, -80), Row(102, 80, 30, 1, null), Row(103, 80, 30, 1, -80));
        Assert.Equal(["[]", "[]", "[]"], run.Column("flash_crash_risk").TakeLast(4).Take(3));
        Assert.StartsWith("""[{"type":"flash_crash_risk","severity":"high","note":"spread 80, usually """, (string)run.Column("flash_crash_risk")[^1]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void RandomRows_EqualARecomputation(int seed, int signs)
    {
        const int Rows = 60;
        var random = new Random(seed);
        var rows = new List<(double? Spread, int? Vacuums, double? Depth, double? Flow)>();
        var flow = 0.0;
        for (var i = 0; i < Events; i++)
        {
            flow = Math.Clamp(flow + random.Next(-20, 21), -90, 90);
            rows.Add((random.Next(30) == 0 ? null : random.Next(random.Next(8) == 0 ? 90 : 20) / 10.0, random.Next(30) == 0 ? null : random.Next(6), random.Next(30) == 0 ? null : random.Next(200) / 10.0, random.Next(30) == 0 ? null : flow / 10));
        }

        var options = new FlashCrashRiskOptions { Rows = Rows, Signs = signs, Lag = 3 };
        var run = Run(options);
        var found = new List<object?>();
        for (var start = 0; start < rows.Count; start += 500)
        {
            run.PushCut(0, 1 + random.Next(100), [.. rows.Skip(start).Take(500).Select((r, i) => Row(start + i, r.Spread, r.Vacuums, r.Depth, r.Flow))]);
            found.AddRange(run.Column("flash_crash_risk"));
            run = Run(options).Load(run.Save());
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var held = new List<double>();
            var row = rows[i];
            var spreads = Last(rows, i, r => (decimal?)r.Spread);
            var usual = spreads.Count < 20 ? (decimal?)null : spreads.Sum() / spreads.Count;
            if (usual is { } mean && row.Spread is { } spread && (decimal)spread > 2 * mean)
            {
                held.Add(Math.Min(3, mean == 0 ? 3 : (double)((decimal)spread / (2 * mean))));
            }

            var depths = Last(rows, i, r => (decimal?)r.Depth).Order().Select(d => (double)d).ToList();
            var place = (depths.Count - 1) * 10;
            double? p10 = depths.Count < 20 ? null : place % 100 == 0 ? depths[place / 100] : depths[place / 100] + (place % 100 / 100.0 * (depths[(place / 100) + 1] - depths[place / 100]));
            var thin = row.Vacuums >= 3 ? row.Vacuums.Value / 3.0 : 0;
            thin = row.Depth < p10 ? Math.Max(thin, row.Depth == 0 ? 3 : p10.Value / row.Depth!.Value) : thin;
            if (thin > 0)
            {
                held.Add(Math.Min(3, thin));
            }

            if (i >= 3 && row.Flow < 0 && rows[i - 3].Flow is { } before && row.Flow < before)
            {
                held.Add(before < 0 ? Math.Min(3, row.Flow.Value / before) : 3);
            }

            var strength = held.Count == 0 ? 0 : held.Average();
            if (Math.Abs(strength - 2) > 1e-9 && Math.Abs(strength - 1.5) > 1e-9) // away from the borders, where the last bit decides
            {
                var severity = held.Count < signs ? "[]" : strength >= 2 && held.Count == 3 ? "\"high\"" : strength >= 1.5 ? "\"medium\"" : "\"low\"";
                Assert.True(((string)found[i]!).Contains(severity, StringComparison.Ordinal), $"row {i}: {found[i]}, not {severity}");
            }
        }
    }

    private static List<decimal> Last(List<(double? Spread, int? Vacuums, double? Depth, double? Flow)> rows, int before, Func<(double? Spread, int? Vacuums, double? Depth, double? Flow), decimal?> of)
    {
        var last = new List<decimal>();
        for (var i = before - 1; i >= 0 && last.Count < 60; i--)
        {
            if (of(rows[i]) is { } value)
            {
                last.Add(value);
            }
        }

        return last;
    }

    /// <summary>Forty usual rows: spread 2, no vacuum, depth 100, flow −4.</summary>
    private static OperatorDrive Usual(FlashCrashRiskOptions options) => Run(options).Push(0, [.. Enumerable.Range(0, 40).Select(i => Row(i, 2, 0, 100, -4))]);

    private static OperatorDrive Run(FlashCrashRiskOptions options) => FeatureDrive.Of<MarketStrain, CrashRisk>(options, () => new FlashCrashRisk(options), Strains);

    private static Dictionary<string, object?> Row(long ts, double? spread, int? vacuums, double? depth, double? flow) =>
        new() { ["ts"] = ts, ["spread_bps"] = spread, ["vacuum_count"] = vacuums, ["depth"] = depth, ["net_flow_30s"] = flow };
}
