using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Windows equal those of SQLite's SQL, and market bars those of a short script, row by row over seeded rows that come out of order.</summary>
public sealed class WindowOracleTests(ITestOutputHelper log) : IDisposable
{
    private static readonly string[] ByTime = ["tumble", "hop", "slide", "session", "count", "count_every", "tumble_null", "hop_carry", "early", "early_hop"];
    private static readonly string[] ByMarket = ["tick", "volume", "notional", "imbalance"];

    private readonly TemporaryFolder _folder = new();

    private static int Rows => LongRun.IsAsked ? 1_000_000 : 20_000;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public async Task SeededRows_GiveTheWindowsOfSqlAndTheBarsOfTheScript(int seed, int workers)
    {
        var rows = Path.Combine(_folder.Path, "rows.csv");
        await Oracle.Run("windows/windows.py", "make", "--rows", $"{Rows}", "--seed", $"{seed}", rows);
        var summary = Pipelines.Run(Oracle.Golden("windows/windows.yaml"), ("rows", rows), ("out", _folder.Path), ("workers", $"{workers}"));

        Assert.NotEqual(0, summary.Counters("tumble").Late);
        Check(ByTime, await Oracle.Run("windows/windows.py", "compare", rows, _folder.Path));
        Check(ByMarket, await Oracle.Run("windows/market_bars.py", rows, _folder.Path));
    }

    private void Check(string[] kinds, string said)
    {
        log.WriteLine(said);
        var lines = said.Split('\n');
        Assert.Equal(kinds, lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.EndsWith(" differences=0", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain(" rows=0 ", line, StringComparison.Ordinal));
    }
}
