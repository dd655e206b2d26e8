using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Ctrl-C once drains, twice stops at once.</summary>
public sealed class CtrlCTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Once_DrainsAndPublishesWholeFiles()
    {
        var file = Path.Combine(_folder.Path, "demo.arrow");
        using var run = new Interrupted("run", Variant.Shipped("demo.yaml"), "--set", "rows=0", "--set", $"out={file}", "--json"); // without end

        await run.LineStarting(run.Error, "ts "); // the table's head: rows have come
        Assert.False(File.Exists(file));
        await run.Interrupt();
        var rest = run.Error.ReadToEndAsync();
        var text = await run.Output.ReadToEndAsync();
        Assert.True(await run.ExitCode() == 0, await rest);

        var summary = JsonNode.Parse(text)!;
        Assert.Equal("stopped", (string)summary["status"]!);
        Assert.Equal("[]", summary["unaccounted"]!.ToJsonString());
        var rows = ArrowFile.Read(file).Rows;
        Assert.NotEmpty(rows);
        Assert.Equal(summary.Rows("file", "used"), rows.Count);
        Assert.Equal(summary.Rows("features", "out"), rows.Count);
        Assert.Equal([file], Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task Once_RowsHeldByAMergeArePending()
    {
        var file = Path.Combine(_folder.Path, "both.arrow");
        var pipeline = _folder.Write("merge.yaml",
            $$"""
            version: 1
            pipeline: merge
            time: { wait: 10s }
            nodes:
              fast:  { market_simulator: { symbols: [BTCUSDT], rate: 5000/s } }
              slow:  { market_simulator: { symbols: [ETHUSDT], rate: 20/s } }
              other: { market_simulator: { symbols: [SOLUSDT], rate: 1/s } }
              both:  { from: [fast.trades, slow.trades] }
              file:  { from: both, arrow_file: {{file}} }
              all:   { from: [fast.deltas, slow.deltas, other.deltas], csv_file: {{Path.Combine(_folder.Path, "all.csv")}} }
              some:
                from: [fast.deltas, other.deltas]
                where: action = 'set'
                select: |
                  ts
                  price
              last:  { from: some, console: { limit: 1 } }
            """);
        using var run = new Interrupted("run", pipeline, "--json");

        await run.LineStarting(run.Error, "ts ");
        await run.Interrupt();
        var rest = run.Error.ReadToEndAsync();
        var text = await run.Output.ReadToEndAsync();
        Assert.True(await run.ExitCode() == 0, await rest);

        var summary = JsonNode.Parse(text)!;
        Assert.Equal("[]", summary["unaccounted"]!.ToJsonString());
        Assert.InRange(summary.Rows("both", "pending") + summary.Rows("all", "pending") + summary.Rows("some", "pending"), 1, long.MaxValue);
        Assert.Equal(summary.Rows("both", "out"), summary.Rows("file", "used"));
        Assert.Equal(summary.Rows("both", "out"), ArrowFile.Read(file).Rows.Count);
    }

    [Fact]
    public async Task Twice_StopsAtOnceAndPublishesNothing()
    {
        var file = Path.Combine(_folder.Path, "deltas.csv");
        var mkfifo = await ChildProcess.Run("mkfifo", [file + ".tmp"], Patience.Hang); // what is written beside the file is a pipe that takes 64 KiB
        Assert.True(mkfifo.ExitCode == 0, mkfifo.Text);
        var pipeline = _folder.Write("stalled.yaml",
            $$"""
            version: 1
            pipeline: stalled
            nodes:
              exchange: { market_simulator: { unpaced: true } }
              file:     { from: exchange.deltas, csv_file: {{file}} }
              screen:   { from: exchange.trades, console: { limit: 1 } }
            """);
        using var run = new Interrupted("run", pipeline);
        await using var pipe = await Task.Run(() => File.OpenRead(file + ".tmp")); // nobody reads it: the run cannot drain

        await run.LineStarting(run.Output, "ts ");
        await run.Interrupt();
        Assert.StartsWith("draining, 30 s left: ", await run.LineStarting(run.Error, "draining"), StringComparison.Ordinal);
        await run.Interrupt();

        Assert.Matches("^stopped at once, as asked twice: .+; unfinished files are not published$", await run.LineStarting(run.Error, "stopped"));
        Assert.Equal(1, await run.ExitCode());
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Twice_StopsThoughNobodyReadsWhatItPrints()
    {
        var file = Path.Combine(_folder.Path, "trades.arrow");
        var pipeline = _folder.Write("unread.yaml",
            $$"""
            version: 1
            pipeline: unread
            nodes:
              exchange: { market_simulator: { unpaced: true } }
              file:     { from: exchange.trades, arrow_file: {{file}} }
              screen:   { from: exchange.trades, console: { limit: 0 } }
            """);
        using var run = new Interrupted("run", pipeline);

        await run.LineStarting(run.Output, "ts "); // from here on nobody reads
        for (var ended = false; !ended;)
        {
            await run.Interrupt();
            ended = await run.EndsWithin(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(1, await run.ExitCode());
        Assert.False(File.Exists(file));
    }
}
