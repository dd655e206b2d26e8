using StreamEngine.Bench.Fuzzing;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Study;

/// <summary>Fuzzed files in child processes, and that a crash, a hang and an allocation are seen.</summary>
public sealed class FuzzCampaignTests
{
    private static int Files => LongRun.IsAsked ? 100_000 : 2_000;

    [Fact]
    public async Task FuzzedFiles_NeverCrashHangOrTakeMuchMemory()
    {
        var campaign = new FuzzCampaign("yaml", seed: 11, "none", stall: 20_000, keep: "");

        await campaign.Run(Files);

        Assert.Equal(Files, campaign.Files);
        Assert.InRange(campaign.Refused, Files / 2, Files - 1);
        Assert.Empty(campaign.Crashes);
        Assert.Empty(campaign.Hangs);
        Assert.Empty(campaign.Allocations);
    }

    [Theory]
    [InlineData("crash", 1, 0, 0)]
    [InlineData("hang", 0, 1, 0)]
    [InlineData("allocation", 0, 0, 1)]
    public async Task PlantedBug_IsSeenAtItsFile(string plant, int crashes, int hangs, int allocations)
    {
        var campaign = new FuzzCampaign("yaml", seed: 11, plant, stall: 1_000, keep: "");

        await campaign.Run(20);

        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, crashes), campaign.Crashes);
        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, hangs), campaign.Hangs);
        Assert.Equal(Enumerable.Repeat(PlantedBug.Number, allocations), campaign.Allocations);
        Assert.Equal(20, campaign.Files);
    }

    [Fact]
    public void Files_AreTheSameForASeedAndNumber() => Assert.Equal(new FuzzTexts(3).Bytes(1234), new FuzzTexts(3).Bytes(1234));
}
