using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Live runs over three venues that answer after random delays, each replayed from its recording alone: how many rows the clock stamped, how many were late, and whether the replay gives the same.</summary>
internal sealed class LiveBenchmark : Benchmark
{
    private static readonly string[] Venues = ["a", "b", "c"];

    /// <inheritdoc/>
    public override string Name => "live";

    /// <inheritdoc/>
    public override string What => "live runs of three venues with random delays, replayed from their recordings";

    /// <inheritdoc/>
    public override string Options => "--runs 20 --rows 400";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var runs = (int)arguments.Number("runs", 20);
        var rows = (int)arguments.Number("rows", 400);
        var same = 0;
        var table = new List<string[]> { new[] { "run", "rows", "stamped by vouching", "late", "bars", "content hash, live", "replayed" } };
        for (var run = 1; run <= runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("se-live-").FullName;
            try
            {
                var (summary, live) = await Execute(folder, run, rows, isReplay: false);
                var (_, replayed) = await Execute(folder, run, rows, isReplay: true);
                same += live == replayed ? 1 : 0;
                var late = summary.Nodes.Single(n => n.Name == "bars").Counters.Late;
                table.Add([Figures.Count(run), Figures.Count(summary.RowsIn), Figures.Count(summary.Stamped), Figures.Count(late), Figures.Count(summary.Nodes.Single(n => n.Name == "bars").Counters.Out), live[..12], replayed[..12]]);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        report.Table(table);
        report.Check("replays with the hash of their live run", same, runs);
    }

    private static async Task<(RunSummary Summary, string Hash)> Execute(string folder, int seed, int rows, bool isReplay)
    {
        var kind = isReplay ? "replayed" : "live";
        var sources = string.Join('\n', Venues.Select(v => $"{v}: {{ arrow_file: {{ path: {folder}/{v}.arrow, schema: trade/1 }} }}"));
        var recorders = isReplay ? "" : string.Join('\n', Venues.Select(v => $"keep_{v}: {{ from: {v}, arrow_file: {{ path: {folder}/{v}.arrow, stamps: true }} }}"));
        var plan = Pipelines.Plan($$"""
            {{sources}}
            {{recorders}}
            all: { from: [c, b, a] }
            bars:
              from: all
              key: symbol
              window: { tumble: 100ms, lateness: 20ms }
              select: |
                ohlc(price)
                volume = sum(qty)
            out: { from: bars, arrow_file: { path: {{folder}}/bars-{{kind}}.arrow } }
            late: { from: bars.late, arrow_file: { path: {{folder}}/late-{{kind}}.arrow } }
            """);
        var options = Pipelines.New() with { IsReplay = isReplay };
        if (!isReplay)
        {
            options = options with { StandIns = Venues.ToDictionary(v => v, Source (v) => new DelayedSource(v.ToUpperInvariant(), seed * 10 + v[0], rows, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(150))) };
        }

        var summary = await Pipelines.Run(plan, options);
        return (summary, ContentOf.Arrow($"{folder}/bars-{kind}.arrow") + ContentOf.Arrow($"{folder}/late-{kind}.arrow"));
    }
}
