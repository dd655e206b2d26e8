using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What each feature costs a book row, alone behind the same book.</summary>
internal sealed class FeaturesBenchmark : Benchmark
{
    private static readonly (string Name, string Options)[] Features =
    [
        ("spread", "{}"), ("mid", "{}"), ("weighted_mid", "{}"), ("depth", "{ levels: 20 }"), ("imbalance", "{ levels: 20 }"), ("order_flow_imbalance", "{ window: 20 }"),
        ("ewma", "{ column: bid_px, span: 20 }"), ("rolling", "{ column: bid_qty, over: 10s, take: sum, as: x }"),
        ("rolling", "{ column: bid_qty, over: 10s, take: [mean, min, max], as: x }"), ("rolling", "{ column: bid_qty, over: 10s, take: variance, as: x }"),
    ];

    /// <inheritdoc/>
    public override string Name => "features";

    /// <inheritdoc/>
    public override string What => "ns a book row of each feature alone";

    /// <inheritdoc/>
    public override string Options => "--rows 200_000 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var options = Pipelines.New();
        var books = new List<Batch>();
        var probe = Probe.New("books");
        probe.OnBatch = (batch, _) =>
        {
            books.Add(batch.Retain());
            return ValueTask.CompletedTask;
        };
        var events = arguments.Number("rows", 200_000);
        await Pipelines.Run(Pipelines.Plan($$"""
            exchange: { market_simulator: { symbols: [BTCUSDT, ETHUSDT], rows: {{events}}, unpaced: true } }
            book: { from: exchange.deltas, key: symbol, order_book: { depth: 20 } }
            sink: { from: book, bench_count: books }
            """), options);
        HeldSource.Hold("books", books);
        var bare = await Cpu("source: { bench_held: books }\nsink: { from: source, bench_count: features }", arguments, options, report);
        var rows = new List<string[]> { new[] { "", "CPU ns a row" } };
        foreach (var (name, given) in Features)
        {
            var taken = await Cpu($"source: {{ bench_held: books }}\nx: {{ from: source, key: symbol, {name}: {given} }}\nsink: {{ from: x, bench_count: features }}", arguments, options, report);
            rows.Add([$"{name} {given}", Figures.Places(taken - bare, 0)]);
        }

        report.Table(rows);
    }

    private static async Task<double> Cpu(string nodes, Arguments arguments, RunOptions options, Report report)
    {
        var times = new List<double>();
        var rows = 0L;
        for (var round = -3; round < arguments.Number("rounds", 5); round++)
        {
            var probe = Probe.New("features");
            var plan = Pipelines.Plan(nodes);
            var before = Environment.CpuUsage.TotalTime;
            var summary = await Pipelines.Run(plan, options);
            if (round >= 0)
            {
                times.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / summary.RowsIn);
            }

            rows = probe.Rows - summary.RowsIn;
        }

        if (rows != 0)
        {
            report.Check("rows at the sink beyond those of the source", rows, 0L);
        }

        return Figures.Median(times);
    }
}
