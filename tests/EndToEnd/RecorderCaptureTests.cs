using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sources;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>The recordings of 14 feeds in ../shared/data/cryptofeed, against <c>recorder_captures.py</c> and the counts its README states.</summary>
public sealed class RecorderCaptureTests(ITestOutputHelper output)
{
    [Fact]
    public async Task EveryRecording_IsReadAndMergedAsTheOracleDoes()
    {
        if (Recordings.Set("cryptofeed", output) is not { } folder)
        {
            return;
        }

        var expected = (await Oracle.Run("recorder_captures.py", folder)).Split('\n').Where(line => !line.StartsWith("book ", StringComparison.Ordinal)).ToList();
        Assert.Equal(14, expected.Count);
        Assert.Equal(expected, Directory.GetFiles(folder, "*.gz").Order(StringComparer.Ordinal).Select(Facts));
    }

    [Theory]
    [InlineData("BINANCE.jsonl.gz", "depth@100ms 177, bookTicker 84, http 5, aggTrade 2, kline_1m 2")]
    [InlineData("BINANCE_DELIVERY.jsonl.gz", "bookTicker 2240, depth@100ms 2047, aggTrade 51, kline_1m 33, http 11")]
    [InlineData("BINANCE_FUTURES.jsonl.gz", "depth@100ms 764, bookTicker 613, aggTrade 91, kline_1m 67, http 5")]
    [InlineData("HUOBI.jsonl.gz", "other 362, http 1")]
    public void Topics_AreThoseTheReadmeStates(string name, string expected)
    {
        if (Recordings.Set("cryptofeed", output) is not { } folder)
        {
            return;
        }

        var topics = Read(Path.Combine(folder, name)).Port()
            .Where(row => (string)row["kind"]! is "recv" or "http")
            .GroupBy(row => (string)row["kind"]! == "http" ? "http" : Topic((string)row["text"]!))
            .OrderByDescending(group => group.Key == "http" ? 0 : group.Count());
        Assert.Equal(expected.Split(", ").Order(StringComparer.Ordinal), topics.Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BINANCE.jsonl.gz", "binance_spot", 2, 84)]
    [InlineData("BINANCE_FUTURES.jsonl.gz", "binance_usdm", 91, 613)]
    public async Task BinanceRecording_GivesTheBooksOfTheOracle(string name, string venue, int trades, int quotes)
    {
        if (Recordings.Set("cryptofeed", output) is not { } folder)
        {
            return;
        }

        var run = new PipelineRun()
            .Nodes($"frames: {{ capture_file: {{ files: [{Path.Combine(folder, name)}] }} }}")
            .Nodes($"norm: {{ from: frames, normalize: {{ venue: {venue} }} }}")
            .Nodes("book: { from: norm.deltas, key: symbol, order_book: { depth: 5 } }")
            .Collect("book").Collect("norm.trades").Collect("norm.quotes").Execute();

        var oracle = (await Oracle.Run("recorder_captures.py", folder)).Split('\n');
        var books = run.Rows("book").GroupBy(row => (string)row["symbol"]!).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Last())
            .Select(row => $"book {name} {row["symbol"]} {Text(row["bid_px"])} {Text(row["bid_qty"])} {Text(row["ask_px"])} {Text(row["ask_qty"])} {row["seq"]}");
        Assert.Equal(oracle.Where(line => line.StartsWith($"book {name} ", StringComparison.Ordinal)), books);
        Assert.Equal((trades, quotes), (run.Rows("norm.trades").Count, run.Rows("norm.quotes").Count));
        Assert.All(run.Rows("book"), row => Assert.Equal("live", row["state"]));
        var facts = oracle.Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ');
        var norm = run.Summary.Nodes.Single(node => node.Name == "norm").Counters;
        Assert.Equal(facts[1], norm.In.ToString(CultureInfo.InvariantCulture));
        Assert.Equal((0, 0), (norm.Error, norm.Pending));
    }

    [Fact]
    public async Task Inspect_CountsAnsweredSnapshots()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x.jsonl", """
            {"t":"header","format":2,"exchange":"BINANCE"}
            {"t":"http","conn":"h","ts":1633998511.5,"url":"https://api.binance.com/api/v3/exchangeInfo","data":"{\"timezone\":\"UTC\"}"}
            {"t":"http","conn":"h","ts":1633998512.5,"url":"https://api.binance.com/api/v3/depth?symbol=AB","data":"{\"lastUpdateId\":7,\"bids\":[],\"asks\":[]}"}
            {"t":"connect","conn":"w","ts":1633998512,"addr":"wss://x"}
            {"t":"recv","conn":"w","ts":1633998512.1,"data":"{\"stream\":\"ab@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":1633998512068,\"s\":\"AB\",\"U\":6,\"u\":8,\"b\":[],\"a\":[]}}"}

            """);

        var told = Tools.Tool.Json(await Tools.Tool.RunIn(folder.Path, "replay", "inspect", "x.jsonl", "--json")).ToString();

        Assert.Contains("\"snapshots\": 1", told, StringComparison.Ordinal);
        Assert.Contains("\"http\": 2", told, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no depth snapshot", told, StringComparison.Ordinal);
    }

    private static SourceDrive Read(string path) => new SourceDrive(new CaptureFile(new CaptureFileOptions { Files = [new FilePath(path)] })).Read();

    /// <summary>The line the oracle prints.</summary>
    private static string Facts(string path)
    {
        var drive = Read(path);
        Assert.Empty(drive.Errors);
        var rows = drive.Port();
        var text = string.Concat(rows.Select(row => $"{row["line"]} {row["ts"]} {row["conn"] ?? "-"} {row["kind"]} {row["url"] ?? "-"} {row["text"]}\n"));
        var kinds = new[] { "recv", "http", "send", "connect" }.Select(kind => rows.Count(row => (string)row["kind"]! == kind));
        return $"{Path.GetFileName(path)} {rows.Count} {string.Join(' ', kinds)} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Topic(string text)
    {
        using var frame = JsonDocument.Parse(text);
        return frame.RootElement.TryGetProperty("stream", out var stream) ? stream.GetString()!.Split('@', 2)[1] : "other";
    }

    private static string Text(object? value) => ((decimal)(double)value!).ToString(CultureInfo.InvariantCulture);
}
