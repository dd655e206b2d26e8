using System.Globalization;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Reports of recorded markets: ajv holds every one of them to the published schema, and they are the same bytes for any cut, any number of threads and any speed.</summary>
public sealed class MarketReportCapturesTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("binance_spot", Recordings.Spot, "BTCUSDT")]
    [InlineData("binance_usdm", "usdm/btcusdt_20240808.gz", "BTCUSDT")]
    [InlineData("binance_usdm", "usdm/ethusdt_20240808.gz", "ETHUSDT")]
    [InlineData("binance_usdm", "usdm/btcusdt_20240808.gz,usdm/ethusdt_20240808.gz", "BTCUSDT,ETHUSDT")]
    public async Task EveryReport_FitsTheSchema_AndIsTheSameEachTime(string venue, string files, string symbols)
    {
        if (!Recordings.Has(files, output))
        {
            return;
        }

        string[] capture = ["pipelines/market-report.yaml", "--profile", "capture", "--set", $"depth={Recordings.Paths(files)}", "--set", $"symbols={symbols}", "--set", $"venue={venue}"];
        var (recording, rows) = (Path.Combine(_folder.Path, "reports"), Path.Combine(_folder.Path, "reports.jsonl"));
        await Run(["replay", "record", .. capture, "--node", "report", "--to", recording]);
        await Run(["replay", "convert", recording, rows]);
        var reports = File.ReadLines(rows).Select(Report).ToList();
        var fit = await Validate(reports.Select(text => $"1 {text}"));
        output.WriteLine($"{symbols}: {reports.Count} reports, {fit}");

        Assert.True(reports.Count > 1_000, $"{reports.Count} reports");
        Assert.Equal($"{reports.Count} documents, 0 judged otherwise", fit);
        Assert.EndsWith(", 1 judged otherwise", await Validate(["1 {}"]), StringComparison.Ordinal); // who finds no fault has looked

        var verified = await Run(["replay", "verify", .. capture, .. LongRun.IsAsked ? (string[])["--paces", "100x,1000x"] : ["--quick"]]);
        Assert.Matches(string.Create(CultureInfo.InvariantCulture, $@"\nresult    one answer in \d+ runs\n"), verified);
    }

    private static string Report(string row)
    {
        using var document = System.Text.Json.JsonDocument.Parse(row);
        var report = document.RootElement.GetProperty("report");
        return report.ValueKind == System.Text.Json.JsonValueKind.String ? report.GetString()! : report.GetRawText();
    }

    private static async Task<string> Run(string[] arguments)
    {
        var ended = await CommandLine.Run(arguments);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return ended.Output;
    }

    /// <summary>What ajv says of documents, each behind <c>1 </c>.</summary>
    private async Task<string> Validate(IEnumerable<string> documents)
    {
        var file = _folder.Write("documents", string.Join('\n', documents));
        var ended = await ChildProcess.Run("node", [RepositoryRoot.Combine("tests", "js-mcp", "validate.mjs"), RepositoryRoot.Combine("schemas", "market-report-1.json"), file], Patience.Hang);
        Assert.True(ended.ExitCode == 0, ended.Text);
        return ended.Output.Split('\n')[0];
    }
}
