using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Rows a batch and time from source to sink, paced and unpaced, with the same settings.</summary>
internal sealed class BatchingBenchmark : Benchmark
{
    private const double BucketWidth = 1.07;

    /// <inheritdoc/>
    public override string Name => "batching";

    /// <inheritdoc/>
    public override string What => "rows a batch and time to the sink, paced and unpaced";

    /// <inheritdoc/>
    public override string Options => "--rate 1000 --seconds 10 --rows 2_000_000 (unpaced)";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rate = arguments.Number("rate", 1000);
        await Measure(20_000, 1_000_000, unpaced: true); // compiles what both use
        var paced = await Measure(rate * arguments.Number("seconds", 10), rate, unpaced: false);
        var unpaced = await Measure(arguments.Number("rows", 2_000_000), rate, unpaced: true);
        var both = new[] { paced, unpaced };
        report.Table(
        [
            ["", $"{rate} events/s", "unpaced"],
            ["rows of the source", .. both.Select(b => Figures.Count(b.Summary.RowsIn))],
            ["rows/s", .. both.Select(b => Figures.Count((long)(b.Summary.RowsIn / b.Summary.Elapsed.TotalSeconds)))],
            ["rows a batch, median / max", .. both.Select(b => $"{b.Summary.BatchRows.Quantile(0.5)} / {b.Summary.BatchRows.Max}")],
            ["latency p50, µs", .. both.Select(b => Figures.Places(Figures.Quantile(b.SortedNs, 0.5) / 1e3, 1))],
            ["latency p99, µs", .. both.Select(b => Figures.Places(Figures.Quantile(b.SortedNs, 0.99) / 1e3, 1))],
        ]);
        foreach (var (summary, sorted, rows) in both)
        {
            report.Check("rows at the sink = rows of the source", rows, summary.RowsIn);
            var ratio = summary.LatencyNs.Quantile(0.5) / Figures.Quantile(sorted, 0.5);
            report.Check("the engine's p50 is that of the sink's own clock, to a bucket or 10 µs",
                ratio is > 1 / BucketWidth and < BucketWidth || Math.Abs(summary.LatencyNs.Quantile(0.5) - Figures.Quantile(sorted, 0.5)) < 10_000, true);
        }

        report.Goal("unpaced batches are full", unpaced.Summary.BatchRows.Quantile(0.5) >= 900, $"median {unpaced.Summary.BatchRows.Quantile(0.5)} of 1024");
        report.Goal("paced p99 below a period of the timer", Figures.Quantile(paced.SortedNs, 0.99) < 5e6, $"{Figures.Places(Figures.Quantile(paced.SortedNs, 0.99) / 1e3, 0)} µs");
    }

    private static async Task<(RunSummary Summary, List<double> SortedNs, long Rows)> Measure(long events, long rate, bool unpaced)
    {
        var probe = Probe.New("latency");
        var latencies = new List<double>(1 << 16);
        probe.OnBatch = (batch, _) =>
        {
            var ns = TimeProvider.System.GetElapsedTime(batch.Ingest).TotalNanoseconds;
            for (var i = 0; i < batch.Count; i++)
            {
                latencies.Add(ns);
            }

            return ValueTask.CompletedTask;
        };
        var summary = await Pipelines.Run(Pipelines.Plan($$"""
            exchange: { market_simulator: { symbols: [BTCUSDT], rate: {{rate}}/s, rows: {{events}}, unpaced: {{(unpaced ? "true" : "false")}}, burst: { factor: 1 } } }
            shaped:
              from: exchange.deltas
              select: |
                *
                notional = price * qty
            sink: { from: shaped, bench_count: latency }
            """));
        latencies.Sort();
        return (summary, latencies, probe.Rows);
    }
}
