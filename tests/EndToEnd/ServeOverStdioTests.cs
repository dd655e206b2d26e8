using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Market reports, asked for by a client that is not ours and held to the published schema by a validator that is not ours.</summary>
public sealed class ServeOverStdioTests(ITestOutputHelper log)
{
    private const string UsdM = "usdm/btcusdt_20240808.gz";
    private const string Pipeline = "pipelines/market-report.yaml";

    [Fact]
    public async Task SimulatedMarket_AtFullSpeed_GivesTheSameValidReportsEachTime()
    {
        string[] command = ["serve", Pipeline, "--profile", "replay", "--set", "rows=4000"];
        var (first, second) = (await McpClient.OverStdio("BTCUSDT,ETHUSDT", command), await McpClient.OverStdio("BTCUSDT,ETHUSDT", command));
        McpClient.AssertServed(first, "BTCUSDT", "ETHUSDT");
        var last = await Settled(command);
        Assert.Equal(last, await Settled(command));
        Assert.Equal(["sim", "sim"], second["reports"]!.AsArray().Select(r => (string)r!["report"]!["venue"]!));
    }

    [Fact]
    public async Task SimulatedMarket_AtItsPace_IsFreshWithin20Seconds()
    {
        var seen = await McpClient.OverStdio("BTCUSDT,ETHUSDT", "serve", Pipeline, "--stdio");
        McpClient.AssertServed(seen, "BTCUSDT", "ETHUSDT");
        foreach (var report in seen["reports"]!.AsArray())
        {
            Assert.InRange((int)report!["after"]!, 0, 20_000);
            Assert.Equal("""{"status":"ok","fresh":true}""", report["report"]!["ingestion"]!.ToJsonString());
            Assert.True(string.CompareOrdinal((string)report["report"]!["generated_at"]!, (string)report["again"]!["generated_at"]!) < 0); // told again for each answer
        }
    }

    [Fact]
    public async Task RecordedMarket_GivesValidReports()
    {
        if (!Recordings.Has(UsdM, log))
        {
            return;
        }

        var seen = await McpClient.OverStdio("BTCUSDT", "serve", Pipeline, "--profile", "capture", "--set", $"depth={Recordings.Paths(UsdM)}", "--set", "symbols=BTCUSDT", "--set", "tick=0.1");
        McpClient.AssertServed(seen, "BTCUSDT");
        Assert.Equal("binance_usdm", (string)seen["reports"]![0]!["report"]!["venue"]!);
    }

    [Fact]
    public async Task RunThatFails_IsUnavailable_AndIsToldOnStandardErrorAlone()
    {
        var answer = await Lines(["serve", Pipeline, "--profile", "capture", "--set", "depth=no-such-file.gz"], settle: "error SE", Hello, Initialized, Call(2, "BTCUSDT"));
        Assert.Contains("no-such-file.gz", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such-file", answer.Output, StringComparison.Ordinal);
        Assert.Equal("""{"error":{"code":"backend_unavailable","message":"the reports cannot be had now: the pipeline that makes them is not running"}}""", Text(answer.Output, 2));
        Assert.Equal(74, answer.ExitCode);
    }

    [Theory]
    [InlineData("pipelines/demo.yaml", 2, "streamengine serve: pipelines/demo.yaml: nothing to serve: no node is a report_cache\n")]
    public async Task PipelineWithoutCache_IsRefused(string file, int code, string message)
    {
        var ended = await ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), "serve", file], Patience.Hang);
        Assert.Equal((code, message, ""), (ended.ExitCode, ended.Error, ended.Output));
    }

    private const string Hello = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    private static string Call(int id, string symbol) =>
        $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"{{{{symbol}}}}"}}}""";

    private static string Text(string output, int id) =>
        (string)output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).Single(m => (int?)m["id"] == id)["result"]!["content"]![0]!["text"]!;

    /// <summary>The reports when the sources have ended.</summary>
    private static async Task<string> Settled(string[] command)
    {
        var answer = await Lines(command, settle: "the sources have ended", Hello, Initialized, Call(2, "BTCUSDT"), Call(3, "ETHUSDT"));
        Assert.Equal(0, answer.ExitCode);
        return Text(answer.Output, 2) + Text(answer.Output, 3);
    }

    /// <summary>Writes lines to a server once it has said something on standard error, then closes its input when each has its answer.</summary>
    private static async Task<ChildProcess> Lines(string[] command, string settle, params string[] lines)
    {
        using var server = new Interrupted(command);
        var error = await server.LineStarting(server.Error, settle);
        var output = new StringBuilder();
        foreach (var line in lines)
        {
            await server.Input.WriteLineAsync(line);
            await server.Input.FlushAsync();
            if (line.Contains("\"id\"", StringComparison.Ordinal))
            {
                output.Append(await server.Output.ReadLineAsync()).Append('\n');
            }
        }

        server.Input.Close();
        output.Append(await server.Output.ReadToEndAsync());
        return new ChildProcess(await server.ExitCode(), output.ToString(), error + await server.Error.ReadToEndAsync());
    }
}
