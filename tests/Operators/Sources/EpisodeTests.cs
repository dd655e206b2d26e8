using System.Security.Cryptography;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Sources;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

public sealed class EpisodeTests
{
    private const int Labels = 3;

    private static readonly MarketSimulatorOptions Calm = new()
    {
        Symbols = ["BTCUSDT"], Calm = true, Unpaced = true, Rows = 10_000, Rate = new Rate(10, new Duration(1_000_000_000), null),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Spoofing_IsLabelledAsTheDefinitionHasIt(long seed)
    {
        var (truth, labels) = Run(EpisodeKind.Spoofing, seed);
        Assert.All(labels, label =>
        {
            var severity = truth.Spoofing((long)label["begin"]!, (long)label["end"]!);
            Assert.Equal((label["aspect"], severity), (label["aspect"], label["severity"]?.ToString()));
            Assert.Equal((bool)label["is_look_alike"]!, severity is null);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Iceberg_IsLabelledAsTheDefinitionHasIt(long seed)
    {
        var (truth, labels) = Run(EpisodeKind.Iceberg, seed);
        Assert.All(labels, label =>
        {
            var isOne = truth.IsIceberg((long)label["begin"]!, (long)label["end"]!);
            Assert.Equal((label["aspect"], label["threshold_distance"], isOne ? "medium" : null), (label["aspect"], label["threshold_distance"], label["severity"]?.ToString()));
            Assert.Equal((bool)label["is_look_alike"]!, !isOne);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FlashCrash_IsLabelledAsTheDefinitionHasIt(long seed)
    {
        var (truth, labels) = Run(EpisodeKind.FlashCrash, seed);
        Assert.All(labels, label =>
        {
            var isOne = truth.IsFlashCrash((long)label["begin"]!, (long)label["end"]!);
            Assert.Equal((label["aspect"], label["threshold_distance"], !isOne), (label["aspect"], label["threshold_distance"], (bool)label["is_look_alike"]!));
            Assert.Null(label["severity"]);
        });
    }

    [Fact]
    public void CalmMarket_HasNoSizeOfAWallAndNoLabel()
    {
        var run = new SourceDrive(new MarketSimulator(Calm)).Read();
        var truth = new EpisodeTruth(run);

        Assert.Empty(run.Port(Labels));
        Assert.Equal(0.166 * 1.5, truth.Threshold(long.MaxValue), 12); // 10,000 / 60,000 in steps of 0.001
        Assert.Equal(0.166, truth.LargestSize);
        Assert.True(run.Port(1).Count > 500, "it trades");
        var (begin, end) = ((long)run.Port()[0]["ts"]!, (long)run.Port()[^1]["ts"]!);
        Assert.False(truth.IsIceberg(begin, end));
    }

    [Fact]
    public void Price_MovesInTheOtherKinds()
    {
        var options = Calm with { Episodes = new EpisodeOptions { Kinds = [EpisodeKind.Squeeze, EpisodeKind.Gap, EpisodeKind.Trend, EpisodeKind.Range] } };
        var run = new SourceDrive(new MarketSimulator(options)).Read();

        Assert.Equal(["gap", "range", "squeeze", "trend"], run.Port(Labels).Select(label => label["kind"]!.ToString()).Distinct().Order());
        Assert.All(run.Port(Labels), label =>
        {
            Assert.False((bool)label["is_look_alike"]!);
            var trades = run.Port(1).Count(trade => (long)trade["ts"]! >= (long)label["begin"]! && (long)trade["ts"]! < (long)label["end"]!);
            Assert.Equal(label["kind"]!.ToString() == "gap", trades == 0);
        });
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void CutOrSaved_GivesTheSameRows(int batches)
    {
        var options = Calm with { Rows = 3_000, Episodes = new EpisodeOptions { Kinds = Enum.GetValues<EpisodeKind>() } };
        var whole = new SourceDrive(new MarketSimulator(options)).Read();
        var first = new SourceDrive(new MarketSimulator(options), 64).Read(batches);
        var second = new SourceDrive(new MarketSimulator(options), 64, state: first.Save()).Read();

        Assert.NotEmpty(whole.Port(Labels));
        Assert.All([0, 1, 2, Labels], port => Assert.Equal(whole.Texts(port), [.. first.Texts(port), .. second.Texts(port)]));
    }

    [Fact]
    public void WithoutTheOptions_RowsAreWhatTheyWere()
    {
        // of the simulator before it could plant episodes
        var run = new SourceDrive(new MarketSimulator(new MarketSimulatorOptions { Rows = 2_000, Unpaced = true })).Read();
        var text = string.Join('\n', run.Texts(0).Concat(run.Texts(1)).Concat(run.Texts(2)));

        Assert.Empty(run.Port(Labels));
        Assert.Equal("97AB26518D881C00", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }

    [Fact]
    public void TooFewLevels_AreRefused()
    {
        var run = new SourceDrive(new MarketSimulator(Calm with { Depth = 49, Episodes = new EpisodeOptions { Kinds = [EpisodeKind.Gap] } }));

        Assert.Equal("SE2103 depth: option 'depth' is 49; with episodes it must be at least 50", Assert.Single(run.Problems));
    }

    private static (EpisodeTruth Truth, IReadOnlyList<Dictionary<string, object?>> Labels) Run(EpisodeKind kind, long seed)
    {
        var run = new SourceDrive(new MarketSimulator(Calm with { Seed = seed, Episodes = new EpisodeOptions { Kinds = [kind] } })).Read();
        Assert.True(run.Port(Labels).Count >= 3, "it has episodes");
        return (new EpisodeTruth(run), run.Port(Labels));
    }
}
