using System.IO.Compression;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Reading and normalising a recording.</summary>
internal sealed class CaptureBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "capture";

    /// <inheritdoc/>
    public override string What => "capture_file and normalize, frames/s";

    /// <inheritdoc/>
    public override string Options => "--file ../shared/data/hftbacktest/spot/btcusdt_20240808.gz --venue binance_spot --rounds 15";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var file = arguments.Text("file", "../shared/data/hftbacktest/spot/btcusdt_20240808.gz");
        if (!File.Exists(file))
        {
            report.Line($"  no file {file}: nothing measured; give one with --file");
            return;
        }

        var (frames, bytes, trades) = Scan(file);
        var rounds = (int)arguments.Number("rounds", 15);
        var options = Pipelines.New();
        var (read, both) = (new List<double>(), new List<double>());
        RunSummary summary = null!;
        for (var round = -10; round < rounds; round++)
        {
            var reading = await Pipelines.Run(Pipelines.Plan($"frames: {{ capture_file: {{ files: [{file}] }} }}\nsink: {{ from: frames, bench_count: frames }}"), options);
            summary = await Pipelines.Run(Pipelines.Plan($$"""
                frames: { capture_file: { files: [{{file}}] } }
                market: { from: frames, normalize: { venue: {{arguments.Text("venue", "binance_spot")}} } }
                deltas: { from: market.deltas, bench_count: deltas }
                trades: { from: market.trades, bench_count: trades }
                quotes: { from: market.quotes, bench_count: quotes }
                """), options);
            if (round >= 0)
            {
                read.Add(reading.Elapsed.TotalSeconds);
                both.Add(summary.Elapsed.TotalSeconds);
            }
        }

        report.Table(
            ["", "frames/s", "MiB/s of text", "ns/frame"],
            Row("capture_file", Figures.Median(read)),
            Row("capture_file, normalize, three sinks", Figures.Median(both)));
        var market = summary.Nodes.First(n => n.Name == "market").Counters;
        report.Check("frames = lines of the unpacked file", market.In, frames);
        report.Check("trades = lines with a trade event", summary.Nodes.First(n => n.Name == "trades").Counters.In, trades);
        report.Check("frames without a fate", market.In - market.Used - market.Filtered - market.Late - market.Rejected - market.Error - market.Pending, 0L);

        string[] Row(string name, double seconds) => [name, Figures.Count((long)(frames / seconds)), Figures.Mib((long)(bytes / seconds)), Figures.Places(seconds / frames * 1e9, 0)];
    }

    private static (long Frames, long Bytes, long Trades) Scan(string file)
    {
        using var open = File.OpenRead(file);
        using var text = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(open, CompressionMode.Decompress) : open);
        var (frames, bytes, trades) = (0L, 0L, 0L);
        while (text.ReadLine() is { } line)
        {
            frames += line.Length > 0 ? 1 : 0;
            bytes += line.Length + 1;
            trades += line.Contains("\"e\":\"trade\"", StringComparison.Ordinal) || line.Contains("\"e\":\"aggTrade\"", StringComparison.Ordinal) ? 1 : 0;
        }

        return (frames, bytes, trades);
    }
}
