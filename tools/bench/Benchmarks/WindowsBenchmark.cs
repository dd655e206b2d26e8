using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What a window costs a row, by its width and its kind.</summary>
internal sealed class WindowsBenchmark : Benchmark
{
    private const double MostRatio = 1.3;
    private const long Step = 10_000_000; // ns from row to row
    private const long Second = 1_000_000_000;

    private static readonly Schema Shape = new("bench", [new("ts", ColumnType.Timestamp), new("price", ColumnType.Float64), new("qty", ColumnType.Float64), new("side", ColumnType.Enum("buy", "sell"))]);

    private static readonly (string Kind, Func<long, long>? Results)[] Kinds =
    [
        ("{ hop: 10s, every: 1s }", rows => (rows * Step / Second) + 9), ("{ hop: 60s, every: 1s }", rows => (rows * Step / Second) + 59), ("{ hop: 3600s, every: 1s }", rows => (rows * Step / Second) + 3599),
        ("{ tumble: 1s }", rows => rows * Step / Second), ("{ slide: 1s }", rows => rows), ("{ slide: 60s }", rows => rows), ("{ session: 1s }", _ => 1), ("{ count: 100 }", rows => rows / 100),
        ("{ count: 1000, every: 10 }", rows => ((rows - 1000) / 10) + 1), ("{ volume: 100 }", null), ("{ imbalance: 50 }", null),
    ];

    /// <inheritdoc/>
    public override string Name => "windows";

    /// <inheritdoc/>
    public override string What => "ns a row of windows by width and kind";

    /// <inheritdoc/>
    public override string Options => "--rows 800_000 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rows = arguments.Number("rows", 800_000) / 100 * 100;
        var rounds = (int)arguments.Number("rounds", 5);
        var options = Pipelines.New();
        HeldSource.Hold("windows", Make((int)rows, options));
        var times = Kinds.ToDictionary(k => k.Kind, _ => new List<double>());
        var results = new Dictionary<string, long>();
        var bare = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            var without = await Time("source: { bench_held: windows }\nsink: { from: source, bench_count: windows }", options);
            bare.AddRange(round < 0 ? [] : [without]);
            foreach (var (kind, _) in Kinds)
            {
                var probe = Probe.New("windows");
                var taken = await Time(Nodes(kind), options);
                results[kind] = probe.Rows;
                times[kind].AddRange(round < 0 ? [] : [taken]);
            }
        }

        foreach (var (kind, wanted) in Kinds.Where(k => k.Results is not null))
        {
            report.Check($"{kind}: results", results[kind], wanted!(rows));
        }

        var none = Figures.Median(bare);
        report.Table([new[] { "", "ns a row", "results" }, .. Kinds.Select(k => new[] { k.Kind, Figures.Places((Figures.Median(times[k.Kind]) - none) / rows, 0), $"{results[k.Kind]}" })]);
        var ratio = Figures.Median(times[Kinds[2].Kind].Zip(times[Kinds[0].Kind], (wide, narrow) => (wide - none) / (narrow - none)));
        report.Goal($"3,600 s / 10 s at most {MostRatio}", ratio <= MostRatio, Figures.Places(ratio, 3));
    }

    private static string Nodes(string kind) =>
        $$"""
        source: { bench_held: windows }
        x:
          from: source
          window: {{kind}}
          select: |
            ohlc(price)
            volume = sum(qty)
            vwap   = vwap(price, qty)
            n      = count()
        {{(kind.Contains("count", StringComparison.Ordinal) || kind.Contains("volume", StringComparison.Ordinal) || kind.Contains("imbalance", StringComparison.Ordinal) ? "" : "  drop: [late]")}}
        sink: { from: x, bench_count: windows }
        """;

    private static async Task<double> Time(string nodes, RunOptions options)
    {
        var plan = Pipelines.Plan(nodes);
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        await Pipelines.Run(plan, options);
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds;
    }

    /// <summary>A hundred rows a second from a whole second on.</summary>
    private static List<Batch> Make(int rows, RunOptions options)
    {
        var random = new Random(7);
        var batches = new List<Batch>();
        for (var start = 0; start < rows; start += options.BatchMax)
        {
            var writer = new PortWriter(Shape, null, options.Symbols, options.Pool);
            for (var i = start; i < Math.Min(rows, start + options.BatchMax); i++)
            {
                writer.Values<long>("ts")!.Append(i * Step);
                writer.Values<double>("price")!.Append((60_000 + random.Next(1000)) / 100.0);
                writer.Values<double>("qty")!.Append((1 + random.Next(500)) / 100.0);
                writer.Values<byte>("side")!.Append((byte)random.Next(2));
                writer.Commit(i * Step);
            }

            batches.Add(writer.Take((Math.Min(rows, start + options.BatchMax) - 1) * Step, 0));
        }

        return batches;
    }
}
