using System.Globalization;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>One run of <see cref="MemoryBenchmark"/> in a process of its own; prints its figures as <c>name=value</c> lines.</summary>
internal static class MemoryChild
{
    /// <summary>The hidden name on the command line.</summary>
    public const string Name = "memory-child";

    /// <summary>The pipeline: simulator to book to features to a sink.</summary>
    private static string Simulated(long events, long batch) => $$"""
        exchange:
          market_simulator: { symbols: [BTCUSDT, ETHUSDT], rate: 1000/s, rows: {{events}}, unpaced: true }
          batch: { max: {{batch}} }
        {{Features}}
        """;

    /// <summary>The same behind a recording and its normalizer.</summary>
    private static string Recorded(string files) => $$"""
        frames: { capture_file: { files: [{{files}}] } }
        exchange: { from: frames, normalize: { venue: binance_spot } }
        {{Features}}
        """;

    private const string Features = """
        book:     { from: exchange.deltas, key: symbol, order_book: { depth: 20 } }
        spread:   { from: book, key: symbol, spread: {} }
        mid:      { from: spread, key: symbol, mid: {} }
        weighted: { from: mid, key: symbol, weighted_mid: {} }
        sums:     { from: weighted, key: symbol, depth: { levels: 20 } }
        balance:  { from: sums, key: symbol, imbalance: { levels: 20 } }
        ofi:      { from: balance, key: symbol, order_flow_imbalance: { window: 20 } }
        average:  { from: ofi, key: symbol, ewma: { column: mid, span: 20 } }
        ofi_10s:  { from: average, key: symbol, rolling: { column: ofi, over: 10s, take: sum, as: ofi_10s } }
        flow:
          from: { in: ofi_10s, trades: exchange.trades }
          key: symbol
          trade_flow: { window: 1s }
          drop: [late]
        features:
          from: flow
          where: state = 'live'
          select: |
            ts
            symbol
            seq
            bid_px
            ask_px
            spread_bps
            mid
            weighted_mid
            sum_bid_20
            sum_ask_20
            imbalance_20
            ofi
            ofi_10s
            mid_ewma
            net_flow_1s
        sink: { from: features, bench_count: memory }
        """;

    /// <summary>Runs and prints.</summary>
    public static async Task<int> Run(Arguments arguments)
    {
        var files = arguments.Text("capture", "");
        var events = arguments.Number("rows", 1_000_000);
        var nodes = files.Length > 0 ? Recorded(files) : Simulated(events, arguments.Number("batch", 1024));
        var source = files.Length > 0 ? "frames" : "exchange";
        var probe = Probe.New("memory");
        Run? running = null;
        var (marked, rowsAt, bytesAt) = (false, 0L, 0L);
        var collected = new int[3];
        using var types = arguments.Text("types", "") == "on" ? new AllocatedTypes() : null;
        probe.OnBatch = (_, _) =>
        {
            if (!marked && probe.Rows >= events / 5)
            {
                marked = true;
                rowsAt = running!.Counters(source).In;
                Collections(collected);
                bytesAt = GC.GetTotalAllocatedBytes(precise: true);
                types?.Start();
            }

            return ValueTask.CompletedTask;
        };
        var summary = await Pipelines.Run(Pipelines.Plan(nodes), null, run => running = run);
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - bytesAt;
        var after = new int[3];
        Collections(after);
        var figures = new (string Name, double Value)[]
        {
            ("rows", summary.RowsIn), ("sink", probe.Rows), ("book", summary.Nodes.First(n => n.Name == "book").Counters.Out), ("seconds", summary.Elapsed.TotalSeconds),
            ("peak", Figures.PeakResident()), ("steady_rows", summary.RowsIn - rowsAt), ("steady_bytes", bytes),
            ("batches", Batches(summary)), ("gen0", after[0] - collected[0]), ("gen1", after[1] - collected[1]), ("gen2", after[2] - collected[2]),
        };
        foreach (var (name, value) in figures)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}={value:R}"));
        }

        types?.Print(Console.Error);
        return 0;
    }

    private static void Collections(int[] into)
    {
        for (var generation = 0; generation < into.Length; generation++)
        {
            into[generation] = GC.CollectionCount(generation);
        }
    }

    /// <summary>Batches the source handed over.</summary>
    private static long Batches(RunSummary summary) => summary.BatchRows.Count;
}
