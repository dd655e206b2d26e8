using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Bench.Fuzzing;

namespace StreamEngine.Tests.Study;

/// <summary>Damaged Arrow files in child processes, and that a crash, a hang and an allocation are seen.</summary>
public sealed class ArrowFuzzTests
{
    [Fact]
    public async Task DamagedFiles_NeverCrashHangOrTakeMuchMemory()
    {
        var campaign = new FuzzCampaign("arrow", seed: 11, "none", stall: 20_000, keep: "");

        await campaign.Run(3_000);

        Assert.Equal(3_000, campaign.Files);
        Assert.InRange(campaign.Refused, 1_000, 2_999);
        Assert.Empty(campaign.Crashes);
        Assert.Empty(campaign.Hangs);
        Assert.Empty(campaign.Allocations);
    }

    [Theory]
    [InlineData("crash", 1, 0, 0)]
    [InlineData("hang", 0, 1, 0)]
    [InlineData("allocation", 0, 0, 1)]
    public async Task PlantedBug_IsSeenAtItsMutant(string plant, int crashes, int hangs, int allocations)
    {
        var campaign = new FuzzCampaign("arrow", seed: 11, plant, stall: 2_000, keep: "");

        await campaign.Run(20);

        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, crashes), campaign.Crashes);
        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, hangs), campaign.Hangs);
        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, allocations), campaign.Allocations);
        Assert.Equal(20, campaign.Files);
    }

    [Fact]
    public void Mutants_AreTheSameForASeedAndNumber() => Assert.Equal(new ArrowMutants(3).Bytes(1234), new ArrowMutants(3).Bytes(1234));
}
