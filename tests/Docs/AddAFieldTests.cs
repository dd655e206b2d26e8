using StreamEngine.Bench.Docs;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>A number of one's own beside the report, as docs/serving.md says it: the block of the page in a copy of the pipeline, run to its end.</summary>
public sealed class AddAFieldTests
{
    private static readonly string[] Written =
    [
        "  mine:",
        "    from: report",
        "    select: |",
        "      symbol",
        "      bought = buy_qty_30s",
        "      sold = sell_qty_30s",
        "      buy_share",
        "  file: { from: mine, csv_file: { path: $out } }",
    ];

    [Fact]
    public async Task NumberOfOnesOwn_StandsBesideTheReport()
    {
        var block = DocPages.Blocks.Single(b => b.Language == "yaml" && b.Text.Contains("buy_share", StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        var shipped = File.ReadAllLines(RepositoryRoot.Combine("pipelines", "market-report.yaml"));
        var at = Assert.Single(Enumerable.Range(0, shipped.Length), i => shipped[i].StartsWith("  report: ", StringComparison.Ordinal));
        Assert.StartsWith("  report:   { from: priced, report: { anomalies: [spoofing, iceberg, flash_crash_risk] } }", shipped[at], StringComparison.Ordinal);
        string[] own = [.. block.Text.TrimEnd().Split('\n').Select(line => $"  {line}"), .. Written];
        var copy = string.Join('\n', [.. shipped[..at], .. own, .. shipped[(at + 1)..]]).Replace("params:\n", "params:\n  out: { type: path, default: out/report.csv }\n", StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(folder.Path, "lib"));
        foreach (var template in (string[])["market_features.yaml", "ticker_24h.yaml"])
        {
            File.Copy(RepositoryRoot.Combine("pipelines", "lib", template), Path.Combine(folder.Path, "lib", template));
        }

        var done = await CommandLine.Run("run", folder.Write("my-report.yaml", copy), "--profile", "replay", "--set", "rows=4000", "--set", $"out={folder.Path}/report.csv");

        Assert.True(done.ExitCode == 0, done.Text);
        var rows = File.ReadAllLines(Path.Combine(folder.Path, "report.csv"));
        var cells = rows[0].Split(',').Zip(rows[^1].Split(',')).ToDictionary(c => c.First, c => c.Second);
        Assert.Equal(Number(cells["bought"]) / (Number(cells["bought"]) + Number(cells["sold"])), Number(cells["buy_share"]));
        Assert.InRange(Number(cells["buy_share"]), 0.01, 0.99);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
