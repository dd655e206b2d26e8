using StreamEngine.Bench.Gates;

namespace StreamEngine.Tests.Workloads;

public sealed class GateTests
{
    private static readonly Dictionary<string, double> Stored = new() { ["engine / hand"] = 1.0, ["engine / limit"] = 0.4 };

    [Theory]
    [InlineData(0.8501, false)]
    [InlineData(0.8499, true)]
    [InlineData(1.3, false)]
    public void Ratio_IsLostBelow85Percent(double now, bool isLost) => Assert.Equal(isLost, Gate.IsLost(1.0, now));

    [Fact]
    public async Task NothingLost_OneTryIsEnough()
    {
        var (ratios, tries) = await Hold(3, (0.9, 0.35));

        Assert.Equal(1, tries);
        Assert.DoesNotContain(ratios, r => r.IsLost);
    }

    [Fact]
    public async Task LostOnce_MeasuredAgainAndTheBestCounts()
    {
        var (ratios, tries) = await Hold(3, (0.5, 0.39), (0.95, 0.2));

        Assert.Equal(2, tries);
        Assert.Equal([new GateRatio("w", "engine / hand", 1.0, 0.95, 2), new GateRatio("w", "engine / limit", 0.4, 0.39, 2)], ratios);
        Assert.DoesNotContain(ratios, r => r.IsLost);
    }

    [Fact]
    public async Task LostInEveryTry_Told()
    {
        var (ratios, tries) = await Hold(3, (0.5, 0.4), (0.7, 0.4), (0.6, 0.4));

        Assert.Equal(3, tries);
        Assert.Equal([true, false], ratios.Select(r => r.IsLost));
        Assert.Equal(0.7, ratios[0].Now);
    }

    [Fact]
    public async Task WrongAnswer_NoRatioCounts()
    {
        var gate = new Gate(_ => ValueTask.FromResult<IReadOnlyDictionary<string, double>?>(null), 3);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await gate.Hold("w", Stored));

        Assert.Equal("w: an answer is not the reference's", failure.Message);
    }

    [Fact]
    public async Task StoredRatioIsNotMeasuredAnyMore_Told()
    {
        var gate = new Gate(_ => ValueTask.FromResult<IReadOnlyDictionary<string, double>?>(new Dictionary<string, double> { ["engine / hand"] = 1 }), 3);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await gate.Hold("w", Stored));

        Assert.Equal("w: 'engine / limit' is stored but not measured", failure.Message);
    }

    private static async Task<(IReadOnlyList<GateRatio> Ratios, int Tries)> Hold(int most, params (double Hand, double Limit)[] measured)
    {
        var tries = 0;
        var gate = new Gate(_ => ValueTask.FromResult<IReadOnlyDictionary<string, double>?>(new Dictionary<string, double> { ["engine / hand"] = measured[tries].Hand, ["engine / limit"] = measured[tries++].Limit }), most);
        return (await gate.Hold("w", Stored), tries);
    }
}
