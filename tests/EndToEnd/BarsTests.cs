using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The bars of a market as somebody else's program made them of the same trades: every field of every bar is the same to the bit.</summary>
public sealed class BarsTests(ITestOutputHelper log) : IDisposable
{
    private static readonly string[] Values = ["open", "high", "low", "close", "volume"];

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(7, 3)]
    [InlineData(1024, 1)]
    [InlineData(1024, 3)]
    [InlineData(65_536, 1)]
    public void RecordedTrades_GiveTheBarsOfTheirRecording(int batchMax, int workers)
    {
        if (Recordings.Set("freqtrade", log) is not { } recordings)
        {
            return;
        }

        var (one, five) = (Path.Combine(_folder.Path, "1m.arrow"), Path.Combine(_folder.Path, "5m.arrow"));
        var summary = Pipelines.Run(RepositoryRoot.Combine("pipelines", "bars.yaml"), batchMax, ("data", Path.Combine(recordings, "XRP_ETH-trades.feather")),
            ("workers", $"{workers}"), ("one", one), ("five", five));

        Assert.Equal(12_477, summary.Counters("minutes").Used);
        Same(2_469, Rows(Path.Combine(recordings, "XRP_ETH-1m.feather")), Rows(one));
        Same(706, Rows(Path.Combine(recordings, "XRP_ETH-5m.feather")), Rows(five));
    }

    private static void Same(int count, List<(long Date, long[] Bits)> expected, List<(long Date, long[] Bits)> bars)
    {
        Assert.Equal(count, expected.Count);
        Assert.Equal(count, bars.Count);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(expected[i].Date, bars[i].Date);
            Assert.Equal(expected[i].Bits, bars[i].Bits);
        }
    }

    private static List<(long Date, long[] Bits)> Rows(string path) =>
        [.. ArrowFile.Read(path).Rows.Select(row => ((long)row["date"]!, Values.Select(name => BitConverter.DoubleToInt64Bits((double)row[name]!)).ToArray()))];
}
