using System.Globalization;
using System.Text.RegularExpressions;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Trades that come shuffled within 400 ms, with 250 ms of lateness allowed: late ones are counted to the row, and none is lost.</summary>
public sealed partial class LateTradesTests(ITestOutputHelper output) : IDisposable
{
    private const string DropLate = "    drop: [late] # counted in the run summary\n";

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task GeneratedCapture_LateRowsAsTheOracleCounts(int seed)
    {
        var lines = GeneratedCapture.Lines(seed);
        Assert.InRange(lines.Count, 1900, 3000);
        await Check(GeneratedCapture.Venue, _folder.Write("frames.capture", string.Join('\n', lines) + "\n"), seed);
    }

    [Fact]
    public async Task SpotRecording_LateRowsAsTheOracleCounts()
    {
        if (Recordings.Has(Recordings.Spot, output))
        {
            Assert.Equal(2543, await Check("binance_spot", Recordings.Paths(Recordings.Spot), seed: 7));
        }
    }

    /// <summary>Runs the shipped file, then one that keeps the late rows; both must agree with the oracle.</summary>
    private async Task<long> Check(string venue, string depth, int seed)
    {
        var shuffled = Path.Combine(_folder.Path, "shuffled.gz");
        await Oracle.Run("shuffle_frames.py", "--seed", $"{seed}", "--within-ms", "400", depth, shuffled);
        var counted = Oracle.Run("late_rows.py", "--venue", venue, "--depth", depth, "--trades", shuffled, "--lateness-ms", "250");
        var rows = Oracle.Features(_folder, venue, depth, "--trades", shuffled, "--lateness-ms", "250");

        var features = Path.Combine(_folder.Path, "features.arrow");
        var set = new[] { ("venue", venue), ("depth", depth), ("trades", shuffled), ("out", features) };
        var flow = Pipelines.Run(Variant.Shipped("book-features.yaml"), set).Counters("flow");

        var late = Counts().Match(await counted);
        Assert.Equal(Number(late, "late"), flow.Late);
        Assert.InRange(flow.Late, 1, Number(late, "trades") - 1);
        Assert.Equal((0L, 0L, 0L), (flow.Filtered, flow.Error, flow.Pending));
        FeatureRows.AssertEqual(await rows, ArrowFile.Read(features));
        CheckDeadLetters(set, flow, ArrowFile.Read(features).Hash);
        return flow.Late;
    }

    private void CheckDeadLetters((string Name, string Value)[] set, NodeCounters dropped, string hash)
    {
        var dead = Path.Combine(_folder.Path, "dead.arrow");
        var keeping = Variant.Of("book-features.yaml").Replace(DropLate, "").WithTop($"dead_letters: {{ arrow_file: {dead} }}").In(_folder);
        var flow = Pipelines.Run(keeping, set).Counters("flow");

        Assert.Equal((dropped.In, dropped.Used, dropped.Late), (flow.In, flow.Used, flow.Late));
        Assert.Equal(hash, ArrowFile.Read(set.Single(s => s.Name == "out").Value).Hash);
        var letters = ArrowFile.Read(dead).Rows;
        Assert.Equal(flow.Late, letters.Count);
        Assert.All(letters, letter => Assert.Equal(("flow", "late", "trade/1"), ((string)letter["node"]!, (string)letter["port"]!, (string)letter["schema"]!)));
        Assert.All(letters, letter => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\"ts\":{letter["ts"]},"), (string)letter["row"]!, StringComparison.Ordinal));
    }

    private static long Number(Match match, string name) => long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^trades=(?<trades>[0-9]+) late=(?<late>[0-9]+)$")]
    private static partial Regex Counts();
}
