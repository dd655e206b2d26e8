using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Tools;

public sealed class DemoTests(ITestOutputHelper log) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DemoWithoutATerminal_PrintsThePageAndAReport_AndEnds()
    {
        var done = await Tool.Run("demo");

        Assert.Equal((0, ""), (done.ExitCode, Tool.Draining().Replace(done.Error, "").Trim()));
        Tool.AssertPlain(done.Output);
        Assert.StartsWith("StreamEngine ", done.Output);
        Assert.Matches(@"\n  \[ *\d+\.\d s\]  page      http://127\.0\.0\.1:\d+/\n", done.Output);
        Assert.Contains("  reports   BTCUSDT, ETHUSDT: fresh and complete\n", done.Output, StringComparison.Ordinal);
        Assert.Matches(@"\nBTCUSDT on sim, 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC: ok, data \d+ ms old\n", done.Output);
        foreach (var label in (string[])["last price", "best bid", "spread", "mid", "bids", "orders", "most traded", "walls", "anomalies", "health"])
        {
            Assert.Matches($@"\n  {label} +\S", done.Output);
        }

        Assert.Matches(@"\nETHUSDT +[\d,.]+   spread [\d.]+ bps, ok, health \d+ of 100\n", done.Output);
        Assert.EndsWith("  ./streamengine graph pipelines/market-report.yaml\n  ./streamengine run pipelines/demo.yaml\n", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_HasFreshValidCompleteReportsOfBothSymbols_Within20Seconds()
    {
        var clock = Stopwatch.StartNew();
        var done = await Tool.RunIn(_folder.Path, "demo", "--json"); // from another folder

        Assert.Equal(0, done.ExitCode);
        var seen = Tool.Json(done);
        log.WriteLine($"{seen.GetProperty("after_ms").GetInt64()} ms from the start of the process to both reports; {clock.ElapsedMilliseconds} ms to its end");
        Assert.InRange(seen.GetProperty("after_ms").GetInt64(), 1, 20_000);
        var reports = seen.GetProperty("reports").EnumerateArray().ToList();
        Assert.Equal(["BTCUSDT", "ETHUSDT"], reports.Select(r => r.GetProperty("symbol").GetString()));
        var schema = JsonSchema.Published("market-report-1");
        Assert.All(reports, report =>
        {
            Assert.Null(schema.Fault(Encoding.UTF8.GetBytes(report.GetRawText())));
            Assert.Equal("""{"status":"ok","fresh":true}""", JsonSerializer.Serialize(report.GetProperty("ingestion")));
            Assert.All((string[])["last_price", "spread_bps", "mid_price", "micro_price"], name => Assert.Equal(JsonValueKind.Number, report.GetProperty(name).ValueKind));
            Assert.Equal(3, report.GetProperty("liquidity").GetProperty("profile").EnumerateObject().Count());
            Assert.All((string[])["top20_bid", "top20_ask"], side => Assert.NotEqual(0, report.GetProperty("depth").GetProperty(side).GetArrayLength()));
        });
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task DemoBehindABuildOfAMinute_StillWaitsForItsReports()
    {
        // as the launcher does at a first start: the process is old when it becomes the program
        var done = await ChildProcess.Run("sh", ["-c", "sleep 61; exec dotnet \"$0\" demo --json", Tool.Program], Patience.Hang);

        Assert.True(done.ExitCode == 0, done.Text);
        Assert.True(Tool.Json(done).GetProperty("after_ms").GetInt64() > 61_000);
    }

    [Fact]
    public async Task DemoOnATerminal_ServesUntilCtrlC()
    {
        // script(1) gives it a terminal, and starts it by $SHELL: one that stays in front of the demo would itself die of Ctrl-C, with 130
        var start = new ProcessStartInfo("script", ["-qefc", $"exec dotnet {Tool.Program} demo", "/dev/null"]) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["SHELL"] = "/bin/sh"; // the same shell on every machine
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience.Hang); // it has 60 s for its reports, and then says what is missing
        var said = new StringBuilder();
        try
        {
            var address = "";
            for (var line = ""; line != "Ctrl-C ends"; line = line.TrimEnd())
            {
                address = line.StartsWith("the page, live:", StringComparison.Ordinal) ? line.Split(' ')[^1] : address;
                line = await process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw new EndOfStreamException("the demo has ended by itself");
                said.AppendLine(line);
            }

            using var client = new HttpClient();
            Assert.Contains("<title>Market report", await client.GetStringAsync(address, deadline.Token), StringComparison.Ordinal);
            await process.StandardInput.WriteAsync('\x03');
            await process.StandardInput.FlushAsync(deadline.Token);
            said.Append(await process.StandardOutput.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(0, process.ExitCode);
        }
        catch (Exception) when (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            log.WriteLine(said.ToString());
        }
    }

    [Fact]
    public async Task DemoOnAPortThatIsNone_IsRefused()
    {
        var done = await Tool.Run("demo", "--http", "70000");
        Assert.Equal((2, "streamengine demo: --http 70000: it must be a port from 1 to 65535, or 0 for a free one\n"), (done.ExitCode, done.Error));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task OneSignal_DrainsAndPublishes(string signal)
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Program, "run", "pipelines/demo.yaml", "--json", "--set", "rows=10000000", "--set", $"out={_folder.Path}/demo.arrow"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience.Hang);
        var shown = process.StandardError.ReadLineAsync(deadline.Token); // rows of the console: the run has begun
        Assert.NotNull(await shown);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);

        await ChildProcess.Run("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], Patience.Hang);
        await process.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Matches(Tool.Draining(), await error);
        var summary = Tool.Json(new ChildProcess(0, await output, ""));
        Assert.Equal("stopped", summary.GetProperty("status").GetString());
        Assert.True(summary.GetProperty("accounted").GetBoolean());
        Assert.True(File.Exists(Path.Combine(_folder.Path, "demo.arrow")));
    }

    [Fact]
    public async Task SecondSignalWhileASinkStandsStill_StopsAtOnceWithCode1()
    {
        var file = _folder.Write("stall.yaml",
            """
            version: 1
            pipeline: stall
            nodes:
              exchange: { market_simulator: { symbols: [BTCUSDT], seed: 1, rate: 500000/s } }
              screen: { from: exchange.trades, console: { limit: 1000000 } }
            """);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Tool.Program, "run", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var deadline = new CancellationTokenSource(Patience.Hang);
        await process.StandardOutput.ReadLineAsync(deadline.Token); // and no more: the pipe fills up
        await Task.Delay(TimeSpan.FromSeconds(1), deadline.Token);
        var interrupt = new[] { "-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) };

        await ChildProcess.Run("kill", interrupt, Patience.Hang);
        var draining = await process.StandardError.ReadLineAsync(deadline.Token);
        await ChildProcess.Run("kill", interrupt, Patience.Hang);
        await process.WaitForExitAsync(deadline.Token);

        Assert.Equal(1, process.ExitCode);
        Assert.Matches(@"^draining, 30 s left: exchange\.trades → screen holds \d+$", draining);
        Assert.Matches(
            @"^stopped at once, as asked twice: exchange\.trades → screen holds \d+; unfinished files are not published\n$", await process.StandardError.ReadToEndAsync(deadline.Token));
    }
}
