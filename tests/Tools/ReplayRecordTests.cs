using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>Recordings in parts: written, read as one, entered anywhere, and readable after their writer was killed.</summary>
public sealed class ReplayRecordTests : IDisposable
{
    private const string Endless =
        """
        version: 1
        pipeline: endless
        nodes:
          exchange: { market_simulator: { symbols: [BTCUSDT], rate: 2000/s } }
          screen: { from: exchange.trades, console: { limit: 1 } }

        """;

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ports_AreRecordedWithTheirStreamTimes()
    {
        var folder = Path.Combine(_folder.Path, "rec");
        var done = await Tool.Run("replay", "record", "pipelines/demo.yaml", "--node", "book", "--raw", "--to", folder, "--set", "rows=2000", "--set", "rate=10000000/s");

        Assert.True(done.ExitCode == 0, done.Text);
        Assert.Equal(["book", "exchange.deltas", "exchange.labels", "exchange.quotes", "exchange.tickers", "exchange.trades"], Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        Assert.Matches(@"(?m)^exchange\.trades: [\d,]+ rows in .*exchange\.trades, 1 part$", done.Output);

        // the same rows as a sink of the pipeline writes
        var pipeline = _folder.Write("trades.yaml", $"version: 1\npipeline: t\nnodes:\n  exchange: {{ market_simulator: {{ symbols: [BTCUSDT, ETHUSDT], seed: 42, rows: 2000, unpaced: true, rate: 10000000/s }} }}\n  file: {{ from: exchange.trades, arrow_file: {Path.Combine(_folder.Path, "t.arrow")} }}\n");
        Assert.Equal(0, (await Tool.Run("run", pipeline)).ExitCode);
        Assert.Equal(await ReplayFiles.Hash(Path.Combine(_folder.Path, "t.arrow")), await ReplayFiles.Hash(Path.Combine(folder, "exchange.trades")));
        Assert.True((await Recording.Open(Path.Combine(folder, "exchange.trades"))).HasStamps);
    }

    [Theory]
    [InlineData("--rows", "100")]
    [InlineData("--every", "10ms")]
    [InlineData("--bytes", "64KiB")]
    public async Task Parts_AreOneRecording(string option, string value)
    {
        var (whole, parts) = (Path.Combine(_folder.Path, "whole"), Path.Combine(_folder.Path, "parts"));
        string[] source = ["--source", "market_simulator: { symbols: [BTCUSDT], rows: 30000, unpaced: true, rate: 50000/s }"];
        Assert.Equal(0, (await Tool.Run(["replay", "record", .. source, "--node", "source.trades", "--to", whole])).ExitCode);
        Assert.Equal(0, (await Tool.Run(["replay", "record", .. source, "--node", "source.trades", "--to", parts, option, value])).ExitCode);

        Assert.Single(Directory.EnumerateFiles(whole));
        Assert.InRange(Directory.EnumerateFiles(parts).Count(), 2, 1000);
        Assert.Equal(await ReplayFiles.Hash(whole), await ReplayFiles.Hash(parts));
        await AssertSeeks(parts, await Rows(whole));
    }

    [Fact]
    public async Task RecordingIsThere_IsNotWrittenOver()
    {
        var folder = Path.Combine(_folder.Path, "rec");
        string[] record = ["replay", "record", "--source", "market_simulator: { rows: 10, unpaced: true }", "--node", "source.quotes", "--to", folder];
        Assert.Equal(0, (await Tool.Run(record)).ExitCode);

        var again = await Tool.Run(record);

        Assert.Equal(74, again.ExitCode);
        Assert.Equal($"error SE9802: recorder of source.quotes: '{folder}' holds a recording; name another folder, or --force replaces it\n", again.Error);

        var parts = Directory.EnumerateFiles(folder).Count();
        Assert.Equal(0, (await Tool.Run([.. record, "--rows", "2", "--force"])).ExitCode);
        Assert.True(Directory.EnumerateFiles(folder).Count() > parts);
        Assert.Equal(0, (await Tool.Run([.. record, "--force"])).ExitCode);
        Assert.Equal(parts, Directory.EnumerateFiles(folder).Count()); // none of the others is left
    }

    [Fact]
    public async Task Killed_IsReadableUpToTheLastRowsHandedOver()
    {
        var folder = Path.Combine(_folder.Path, "rec");
        var pipeline = _folder.Write("endless.yaml", Endless);
        using (var run = new Interrupted("replay", "record", pipeline, "--node", "exchange.trades", "--to", folder))
        {
            // what is being written is read, until enough has come
            await Eventually.Holds(async () => File.Exists(Path.Combine(folder, "000001.arrow")) && (await Rows(folder)).Count >= 200);
            Assert.EndsWith(", the last without its end", (await Recording.Open(folder)).Form, StringComparison.Ordinal);
        } // SIGKILL

        var left = await Rows(folder);
        Assert.InRange(left.Count, 200, int.MaxValue);
        Assert.Equal(Enumerable.Range(0, left.Count).Select(i => left[0].Id + i), left.Select(r => r.Id)); // none is missing
        await AssertSeeks(folder, left);

        // cut anywhere, it is readable up to the batch before
        var part = Path.Combine(folder, "000001.arrow");
        var bytes = File.ReadAllBytes(part);
        foreach (var length in new[] { bytes.Length - 1, bytes.Length - 100, bytes.Length / 2 })
        {
            File.WriteAllBytes(part, bytes[..length]);
            var cut = await Rows(folder);
            Assert.InRange(cut.Count, 0, left.Count - 1);
            Assert.Equal(left.Take(cut.Count), cut);
        }
    }

    [Fact]
    public async Task Interrupted_EndsItsPart()
    {
        var folder = Path.Combine(_folder.Path, "rec");
        using var run = new Interrupted("replay", "record", _folder.Write("endless.yaml", Endless), "--node", "exchange.trades", "--to", folder);
        await Eventually.Holds(() => File.Exists(Path.Combine(folder, "000001.arrow")));
        await run.Interrupt();
        Assert.Equal(0, await run.ExitCode());
        Assert.Equal("recording in 1 part with stream times", (await Recording.Open(folder)).Form);
    }

    [Theory]
    [InlineData("replay record --to x", "say what to record: a pipeline FILE, or --source YAML")]
    [InlineData("replay record pipelines/demo.yaml --to x --node exchange.trade", "--node exchange.trade: there is none; did you mean 'exchange.trades'?")]
    [InlineData("replay record pipelines/demo.yaml --to x --rows 0", "--rows 0: write a whole number above 0")]
    [InlineData("replay record pipelines/demo.yaml --to x --bytes much", "--bytes much: write a size such as 256MiB")]
    [InlineData("replay record pipelines/demo.yaml --to x --every now", "--every now: write a duration such as 1h")]
    public async Task WrongUse_IsTold(string arguments, string message)
    {
        var done = await Tool.Run(arguments.Split(' '));

        Assert.Equal((2, $"streamengine replay record: {message}\n"), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task SourceThatIsRefused_IsTold()
    {
        var done = await Tool.Run("replay", "record", "--source", "market_simulatr: {}", "--to", Path.Combine(_folder.Path, "x"));

        Assert.Equal(78, done.ExitCode);
        Assert.Contains("market_simulatr", done.Error, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<(long At, long Id)>> Rows(string file)
    {
        var rows = new List<(long, long)>();
        await foreach (var batch in (await Recording.Open(file)).Read(ReadScope.Of(new RefusedRows())))
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.Count).Select(i => (batch.At(i), Id(batch, i))));
            }
        }

        return rows;
    }

    private static long Id(Batch batch, int i) => long.Parse((string)batch.Value("trade_id", i)!, CultureInfo.InvariantCulture);

    /// <summary>Entering at rows and instants gives what reading from the beginning gives.</summary>
    private static async Task AssertSeeks(string folder, IReadOnlyList<(long At, long Id)> rows)
    {
        var recording = (ISeekableRecording)await Recording.Open(folder);
        foreach (var place in new[] { 0, 1, rows.Count / 3, rows.Count / 2, rows.Count - 1, rows.Count })
        {
            var byRow = recording.Enter(place, null, ReadScope.Of(new RefusedRows()), CancellationToken.None);
            Assert.Equal(place, byRow.Row);
            Assert.Equal(rows.Skip(place), await Read(byRow));

            var at = place == rows.Count ? rows[^1].At + 1 : rows[place].At;
            var first = rows.Select((r, i) => (r.At, i)).FirstOrDefault(r => r.At >= at, (0, rows.Count)).Item2;
            var byTime = recording.Enter(null, at, ReadScope.Of(new RefusedRows()), CancellationToken.None);
            Assert.Equal(first, byTime.Row);
            Assert.Equal(rows.Skip(first), await Read(byTime));
        }
    }

    private static async Task<List<(long, long)>> Read(RecordingEntry entry)
    {
        var rows = new List<(long, long)>();
        await foreach (var batch in entry.Rows)
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.Count).Select(i => (batch.At(i), Id(batch, i))));
            }
        }

        return rows;
    }
}
