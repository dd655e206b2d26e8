using System.Globalization;
using System.IO.Compression;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>
/// What <c>pipelines/lib/market_features.yaml</c> says of the recordings is what <c>tests/Golden/market_features.py</c> recomputes: each instant of a short stretch, and with <c>./test.sh --long</c> every tenth of the whole recordings.
/// </summary>
public sealed class MarketFeaturesOracleTests(ITestOutputHelper output) : IDisposable
{
    private const string Bitcoin = "usdm/btcusdt_20240808.gz";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("binance_spot", Recordings.Spot, "BTCUSDT", "0.01")]
    [InlineData("binance_usdm", Bitcoin, "BTCUSDT", "0.1")]
    [InlineData("binance_usdm", "usdm/ethusdt_20240808.gz", "ETHUSDT", "0.01")]
    public async Task Recording_EqualsTheRecomputation(string venue, string files, string symbol, string tick)
    {
        if (!Recordings.Has(files, output))
        {
            return;
        }

        var capture = LongRun.IsAsked ? Recordings.Paths(files) : Stretch(files, time => time);
        Assert.Equal(0, Differences(await Recompute(venue, capture, symbol, tick, every: LongRun.IsAsked ? 10 : 1)));
    }

    /// <summary>The recorder's clock ran 1.25 s behind the venue's. Put right, and with eight seconds in which nothing arrives, data age and the status of ingestion move.</summary>
    [Fact]
    public async Task FeedThatStops_EqualsTheRecomputation()
    {
        if (!Recordings.Has(Bitcoin, output))
        {
            return;
        }

        var (stop, start) = (1_723_161_268_000_000_000, 1_723_161_276_000_000_000);
        var capture = Stretch(Bitcoin, time => (time > stop && time < start ? start : time) + 1_300_000_000);
        var said = await Recompute("binance_usdm", capture, "BTCUSDT", "0.1", every: 1);
        Assert.Equal(0, Differences(said));
        Assert.All(["degraded", "down", "ok"], status => Assert.Contains($"{status} ", said, StringComparison.Ordinal));
    }

    private static int Differences(string said) => int.Parse(said[(said.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>The first half minute of recordings, received when told.</summary>
    private string Stretch(string files, Func<long, long> received)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Recordings.Paths(files).Split(',')[0]), CompressionMode.Decompress));
        var text = new System.Text.StringBuilder();
        long? end = null;
        while (lines.ReadLine() is { } line)
        {
            var time = long.Parse(line.AsSpan(0, line.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            end ??= time + 30_000_000_000;
            if (time > end)
            {
                break;
            }

            text.Append(CultureInfo.InvariantCulture, $"{received(time)}{line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal))}\n");
        }

        return _folder.Write("stretch.capture", text.ToString());
    }

    private async Task<string> Recompute(string venue, string capture, string symbol, string tick, int every)
    {
        var rows = Path.Combine(_folder.Path, "rows.jsonl");
        string[] set = [$"venue={venue}", $"depth={capture}", $"symbol={symbol}", $"tick={tick}", $"out={rows}"];
        var run = await CommandLine.Run(["run", Oracle.Golden("market_features.yaml"), "--profile", "replay", "--until-idle", .. set.SelectMany(s => new[] { "--set", s })]);
        Assert.True(run.ExitCode == 0, run.Text);

        var said = await Oracle.Run("market_features.py", "--venue", venue, "--depth", capture, "--tick", tick, "--every", every.ToString(CultureInfo.InvariantCulture), rows);
        output.WriteLine(said);
        return said;
    }
}
