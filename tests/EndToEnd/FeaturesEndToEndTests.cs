using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary><c>pipelines/book-features.yaml</c> from a raw capture to a file of features.</summary>
public sealed class FeaturesEndToEndTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("binance_spot", "hand-worked", 10)]
    [InlineData("binance_usdm", "hand-worked-usdm", 4)]
    public void HandWorkedCapture_GivesTheRowsWorkedByHand(string venue, string name, int rows)
    {
        var file = Path.Combine(_folder.Path, "features.arrow");
        var summary = Pipelines.Run(Variant.Shipped("book-features.yaml"), ("venue", venue), ("depth", Oracle.Golden(name + ".capture")), ("out", file));

        var features = ArrowFile.Read(file);
        Assert.Equal(rows, features.Rows.Count);
        FeatureRows.AssertEqual(Oracle.Golden(name + ".csv"), features);
        Assert.Equal(0, summary.Counters("flow").Late);
        Assert.Equal(rows, summary.Counters("file").Used);
    }

    [Theory]
    [InlineData("binance_spot", Recordings.Spot, 6493, 1072)]
    [InlineData("binance_usdm", "usdm/btcusdt_20240808.gz", 6547, 629)]
    [InlineData("binance_usdm", "usdm/ethusdt_20240808.gz", 6581, 551)]
    public async Task Recording_EqualsTheOracleAndTheVenuesOwnBestQuotes(string venue, string files, int rows, int tickers)
    {
        if (!Recordings.Has(files, output))
        {
            return;
        }

        var depth = Recordings.Paths(files);
        var (arrow, csv) = (Path.Combine(_folder.Path, "features.arrow"), Path.Combine(_folder.Path, "features.csv"));
        var pipeline = Variant.Of("book-features.yaml").WithNodes($"table: {{ from: features, csv_file: {csv} }}").In(_folder);
        var expected = Oracle.Features(_folder, venue, depth);
        var summary = await CommandLine.RunPipeline(pipeline, ("venue", venue), ("depth", depth), ("out", arrow));

        Assert.Equal($"expected rows {rows}, actual rows {rows}, compared {rows}, different 0\nequal", await Oracle.Run("compare_features.py", await expected, csv));
        Assert.Equal($"{tickers} of {tickers}", await Oracle.Run("check_booktickers.py", "--venue", venue, "--depth", depth, csv));
        Assert.Equal((0, rows, rows), (summary.Rows("flow", "late"), summary.Rows("file", "used"), summary.Rows("table", "used")));
        AssertSame(csv, ArrowFile.Read(arrow));
    }

    /// <summary>Two sinks hold the same: every cell of the table is the value of the Arrow file, to the last bit.</summary>
    private static void AssertSame(string csv, ArrowFile arrow)
    {
        var table = FeatureRows.Csv(csv);
        Assert.Equal(arrow.Rows.Count, table.Count);
        for (var i = 0; i < table.Count; i++)
        {
            foreach (var (column, cell) in table[i])
            {
                Assert.Equal(arrow.Rows[i][column], Typed(cell, arrow.Rows[i][column]));
            }
        }
    }

    private static object? Typed(string cell, object? like) => like switch
    {
        null => cell.Length == 0 ? null : cell,
        double => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture),
        long => long.Parse(cell, System.Globalization.CultureInfo.InvariantCulture),
        _ => cell,
    };
}
