using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>A capture without a depth snapshot: no row, no file, and a message that says which file lacks what and what to do.</summary>
public sealed class NoSnapshotTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GeneratedCapture_ExitsWithOneAndNamesFileAndRemedy()
    {
        var capture = new MarketCapture(GeneratedCapture.Lines(seed: 3));
        var bare = capture.Without(capture.Snapshot);
        var path = _folder.Write("bare.capture", bare.Text);
        var first = JsonNode.Parse(bare.Text.Split('\n')[bare.Depth[0]].Split(' ', 2)[1])!["data"]!;
        await Check(GeneratedCapture.Venue, path, $"{bare.Depth.Count} depth messages of BTCUSDT from '{path}' wait for one, the first (line {bare.Depth[0] + 1}) has update ids {first["U"]} to {first["u"]}, and none came");
    }

    [Fact]
    public async Task SecondSpotFileAlone_ExitsWithOneAndNamesFileAndRemedy()
    {
        var file = Recordings.Spot.Split(',')[1];
        if (Recordings.Has(file, output))
        {
            var path = Recordings.Paths(file);
            await Check("binance_spot", path, $"3044 depth messages of BTCUSDT from '{path}' wait for one, the first (line 1) has update ids 50093421585 to 50093421612, and none came");
        }
    }

    private async Task Check(string venue, string depth, string lack)
    {
        var features = Path.Combine(_folder.Path, "out", "features.arrow");
        var run = await CommandLine.Run("run", Variant.Shipped("book-features.yaml"), "--set", $"venue={venue}", "--set", $"depth={depth}", "--set", $"out={features}", "--until-idle");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"error SE9506: market: no book without its depth snapshot: {lack}. Put the capture that holds the snapshot (a line with \"lastUpdateId\") first, or record the REST depth snapshot with the stream.\n",
            run.Error);
        Assert.Contains("book-features: failed\n", run.Output, StringComparison.Ordinal);
        Assert.Matches("\nfeatures +- +0 +0 ", run.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(features)!));
    }
}
