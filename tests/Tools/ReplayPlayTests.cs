using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ReplayPlayTests : IDisposable
{
    private const string Capture = "tests/Golden/hand-worked.capture";

    private const string TwoSources =
        """
        version: 1
        pipeline: two
        params: { out: { type: path } }
        nodes:
          trades: { jsonl_file: { path: nothing.jsonl, columns: { ts: timestamp, symbol: symbol, price: float64, note: string? } } }
          sim: { market_simulator: { rows: 100 } }
          file: { from: trades, csv_file: { path: $out/trades.csv } }
          quotes: { from: sim.quotes, csv_file: { path: $out/quotes.csv } }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pipeline_WritesTheSameBytesAtAnySpeed()
    {
        var pipeline = _folder.Write("small.yaml", Tool.Pipeline);
        Assert.Equal(0, (await Tool.Run("run", pipeline, "--set", $"out={_folder.Path}/run")).ExitCode);

        // 25 s of recorded time: 2.5 s at 10x would be too long for a test, 25 ms at 1000x are not
        foreach (var speed in new[] { "max", "50x", "1000x", "100000x" })
        {
            var done = await Tool.Run("replay", "play", Capture, "--speed", speed, "--pipeline", pipeline, "--set", $"out={_folder.Path}/{speed}");
            Assert.True(done.ExitCode == 0, done.Text);
            foreach (var name in new[] { "book.arrow", "trades.csv", "dead.jsonl" })
            {
                Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, "run", name)), File.ReadAllBytes(Path.Combine(_folder.Path, speed, name)));
            }
        }
    }

    [Fact]
    public async Task Source_IsReplacedByName()
    {
        var pipeline = _folder.Write("two.yaml", TwoSources);
        var file = _folder.Write("x.csv", "ts,symbol,price,more\n5,A,1.5,x\n6,B,2,y\n");

        var done = await Tool.Run("replay", "play", file, "--schema", "trade/1", "--pipeline", pipeline, "--source", "trades", "--set", $"out={_folder.Path}");
        Assert.Equal(74, done.ExitCode);
        Assert.Equal($"error SE9802: trades: file '{file}': there is no column 'ts_recv' (timestamp); there are: ts, symbol, price, more", done.Error.TrimEnd('\n'));

        _folder.Write("x.csv.schema.json", "{\"columns\":[{\"name\":\"ts\",\"type\":\"timestamp\"},{\"name\":\"symbol\",\"type\":\"symbol\"},{\"name\":\"price\",\"type\":\"float64\"},{\"name\":\"more\",\"type\":\"string\"}]}");
        done = await Tool.Run("replay", "play", file, "--pipeline", pipeline, "--source", "trades", "--set", $"out={_folder.Path}", "--from", "6");
        Assert.True(done.ExitCode == 0, done.Text);
        Assert.Equal("ts,symbol,price,note\n6,B,2,\n", File.ReadAllText(Path.Combine(_folder.Path, "trades.csv")));
        Assert.True(File.ReadAllLines(Path.Combine(_folder.Path, "quotes.csv")).Length > 10);
    }

    [Theory]
    [InlineData(new string[0], "say where to: --pipeline FILE, or --to FILE")]
    [InlineData(new[] { "--to", "{0}/y.csv", "--pipeline", "{0}/two.yaml" }, "give --pipeline or --to, not both")]
    [InlineData(new[] { "--to", "{0}/x.csv" }, "{0}/x.csv is there already; --force replaces it")]
    [InlineData(new[] { "--to", "-", "--speed", "fast" }, "--speed fast: write max, or a number above 0 such as 1, 10x or 0.1x")]
    [InlineData(new[] { "--to", "-", "--speed", "0" }, "--speed 0: write max, or a number above 0 such as 1, 10x or 0.1x")]
    [InlineData(new[] { "--pipeline", "{0}/two.yaml", "--set", "out={0}" }, "the pipeline has several sources; say which one the recording stands in for: --source trades, --source sim.deltas, --source sim.trades, --source sim.quotes, --source sim.labels, --source sim.tickers")]
    [InlineData(new[] { "--pipeline", "{0}/two.yaml", "--set", "out={0}", "--source", "sim" }, "--source sim: the pipeline has no such source; there are: trades, sim.deltas, sim.trades, sim.quotes, sim.labels, sim.tickers")]
    public async Task WrongUse_IsTold(string[] arguments, string message)
    {
        _folder.Write("two.yaml", TwoSources);
        var file = _folder.WriteTrades("x.csv");

        var done = await Tool.Run(["replay", "play", file, .. arguments.Select(a => a.Replace("{0}", _folder.Path, StringComparison.Ordinal))]);

        Assert.Equal((2, $"streamengine replay play: {message.Replace("{0}", _folder.Path, StringComparison.Ordinal)}\n"), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task StandardOutput_GetsJsonLines()
    {
        var file = _folder.WriteTrades();

        var done = await Tool.Run("replay", "play", file, "--speed", "1000x", "--to", "-", "--until", "2024-01-01T00:00:01.45Z");

        Assert.Equal(
            "{\"ts\":1704067200000000000,\"symbol\":\"BTCUSDT\",\"trade_id\":7,\"price\":100.5,\"qty\":1,\"side\":\"buy\",\"note\":null}\n"
            + "{\"ts\":1704067201400000000,\"symbol\":\"BTCUSDT\",\"trade_id\":9,\"price\":101,\"qty\":0.5,\"side\":\"sell\",\"note\":\"a,\\\"b\\\"\\nc\"}\n"
            + "{\"ts\":1704067201400000000,\"symbol\":\"BTCUSDT\",\"trade_id\":9,\"price\":101,\"qty\":0.5,\"side\":\"sell\",\"note\":\"a,\\\"b\\\"\\nc\"}\n",
            done.Output);
    }

    [Fact]
    public async Task File_IsWrittenAsByConvert()
    {
        var file = _folder.WriteTrades();

        await Tool.Run("replay", "play", file, "--speed", "1000x", "--to", Path.Combine(_folder.Path, "a.arrow"));
        await Tool.Run("replay", "convert", file, Path.Combine(_folder.Path, "b.arrow"));

        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.Path, "b.arrow")), File.ReadAllBytes(Path.Combine(_folder.Path, "a.arrow")));
    }

    [Theory]
    [InlineData(1.0, new[] { 0, 1500, 1500, 1500 })]
    [InlineData(10.0, new[] { 0, 150, 150, 150 })]
    [InlineData(0.5, new[] { 0, 3000, 3000, 3000 })]
    public async Task Rows_AreDueByStreamTimeDividedBySpeed(double factor, int[] dueMs)
    {
        // stream times: 0 s, then 1.5 s three times, since the third and fourth row are older than the second
        var recording = await Recording.Open(_folder.WriteTrades());
        var clock = new ManualClock();
        var scope = ReadScope.Of(new RefusedRows());
        var seen = new List<int>();
        var reading = Task.Run(async () =>
        {
            await foreach (var batch in Played.Rows(recording, TimeRange.All, new PlaySpeed(factor), scope, clock))
            {
                using (batch)
                {
                    lock (seen)
                    {
                        seen.AddRange(Enumerable.Repeat((int)clock.Elapsed.TotalMilliseconds, batch.Count));
                    }
                }
            }
        });

        while (!reading.IsCompleted)
        {
            if (clock.IsAwaited)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
            }

            await Task.Yield();
        }

        await reading;
        Assert.Equal(dueMs, seen);
    }
}
