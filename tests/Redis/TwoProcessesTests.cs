using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>The shipped deployment in two processes, ingest → Redis → reports, the report cache in Redis as well: whatever is killed and started again, the status is <c>ok</c> again without a hand.</summary>
public sealed class TwoProcessesTests
{

    [Fact]
    public async Task RedisAndIngestKilledAndStarted_ReportsAreOkAgain()
    {
        using var redis = new RedisProcess();
        using var folder = new TemporaryFolder();
        using var server = Serve(redis, folder, out var http);
        var ingest = Ingest(redis, folder);
        try
        {
            await Until(http, "BTCUSDT", "ok");
            await Until(http, "ETHUSDT", "ok");
            redis.Kill();
            await Until(http, "BTCUSDT", "backend_unavailable");
            redis.Start();
            await Until(http, "BTCUSDT", "ok");
            Stop(ingest);
            await Until(http, "BTCUSDT", "degraded");
            ingest = Ingest(redis, folder);
            await Until(http, "BTCUSDT", "ok");
            await Until(http, "ETHUSDT", "ok");
        }
        finally
        {
            Stop(ingest);
            Stop(server);
            http.Dispose();
        }

        Assert.NotEqual("0", redis.Cli("XLEN", "market"));
        Assert.False(File.Exists(Path.Combine(folder.Path, "ingest.jsonl")), "no event was refused");
    }

    /// <summary>Ingest has run until the snapshot of the venue had left the stream: who begins to read then never sees it.</summary>
    [Fact]
    public async Task ReportProcessStartedAfterTheFirstSnapshotWasTrimmed_HasTheBooks()
    {
        using var redis = new RedisProcess();
        using var folder = new TemporaryFolder();
        var pipeline = Variant.Of("market-ingest.yaml").Replace("every: 5m", "every: 500ms").Replace("keep: 60m", "keep: 2s").In(folder);
        var ingest = Ingest(redis, folder, pipeline);
        try
        {
            string First() => redis.Cli("--raw", "XRANGE", "market", "-", "+", "COUNT", "1").Split('\n')[0];
            await Eventually.Holds(() => Task.FromResult(First().Length > 0), "the stream has begun");
            var first = First();
            await Eventually.Holds(() => Task.FromResult(First() != first), "its beginning is gone");
            using var server = Serve(redis, folder, out var http);
            try
            {
                foreach (var symbol in (string[])["BTCUSDT", "ETHUSDT"])
                {
                    await Until(http, symbol, "ok");
                    await Eventually.Holds(async () => (await Report(http, symbol))["depth"]?["top20_bid"] is JsonArray { Count: 20 }, $"{symbol} has its book");
                }
            }
            finally
            {
                Stop(server);
                http.Dispose();
            }
        }
        finally
        {
            Stop(ingest);
        }
    }

    private static Process Serve(RedisProcess redis, TemporaryFolder folder, out HttpClient http)
    {
        var port = RedisProcess.FreePort().ToString(CultureInfo.InvariantCulture);
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        return Start("serve", "pipelines/market-report.yaml", "--profile", "redis", "--http", port, "--set", $"redis={redis.Address}", "--set", $"cache={redis.Address}", "--set", $"dead={folder.Path}/report.jsonl");
    }

    private static Process Ingest(RedisProcess redis, TemporaryFolder folder, string pipeline = "pipelines/market-ingest.yaml") =>
        Start("run", pipeline, "--profile", "redis", "--set", $"redis={redis.Address}", "--set", $"dead={folder.Path}/ingest.jsonl");

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [CommandLine.Program, .. arguments])
        {
            WorkingDirectory = RepositoryRoot.Path, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Stop(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task Until(HttpClient http, string symbol, string wanted)
    {
        var last = "";
        for (var watch = Stopwatch.StartNew(); last != wanted; await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < Patience.Hang, $"in vain: {symbol} is {last}, not {wanted}");
            last = await Status(http, symbol);
        }
    }

    /// <summary>The ingestion status of a report, or the code of a refusal.</summary>
    private static async Task<string> Status(HttpClient http, string symbol)
    {
        try
        {
            var answer = await Report(http, symbol);
            return (string)(answer["ingestion"]?["status"] ?? answer["error"]!["code"])!;
        }
        catch (HttpRequestException)
        {
            return "not there yet";
        }
    }

    private static async Task<JsonNode> Report(HttpClient http, string symbol)
    {
        using var response = await http.GetAsync($"/get_report?symbol={symbol}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
