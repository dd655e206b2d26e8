using System.Text.Json.Nodes;
using StreamEngine.Bench.Results;
using StreamEngine.Bench.Workloads;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workers;

/// <summary>W3 on one worker and on two by key, in turns.</summary>
internal sealed class WorkersBenchmark : MeasuredBenchmark
{
    private const double Free = 0.1;
    private const string File = "workers";

    /// <inheritdoc/>
    public override string Name => "workers";

    /// <inheritdoc/>
    public override string What => "w3 on two workers by key against one";

    /// <inheritdoc/>
    public override string Options => "--rows 2_000_000 --rounds 9";

    /// <inheritdoc/>
    public override string Definition =>
        "The pipeline of w3 with `parallel: 2` on its nodes, run by one worker and by two in turns. Before the rounds both are run once with a hash over every value of every column of the output in order: the bytes must be the same. "
        + "A round counts as one in which both processors were free when other processes, the kernel and the host took less than a tenth of a processor in the mean during each of its passes, by /proc/stat: all busy time of the machine "
        + "(user, nice, system, irq, softirq, steal) less this process's own";

    /// <inheritdoc/>
    public override async ValueTask<IFigures> MeasureFigures(Arguments arguments)
    {
        var quick = arguments.IsOn("quick");
        var rounds = (int)arguments.Number("rounds", quick ? 3 : 9);
        var options = Pipelines.NewReplay();
        var input = await LevelChanges.Simulated((int)arguments.Number("rows", quick ? 250_000 : 2_000_000), options);
        HeldSource.Hold("w3", input.Batches);
        var rows = input.Changes.Length;
        var figures = new FigureTable(this)
        {
            Input = input.What,
            Unit = "level changes",
            Rows = rows,
            WarmUp = 3,
            Rounds = rounds,
            Statistic = "ratio round by round, then the median",
            Noise = Noise.Measure(),
        };
        var (one, two) = (await Hash(1, options), await Hash(2, options));
        if (one != two)
        {
            figures.Wrong.Add($"two workers put out {two}, one {one}");
        }

        var laps = new List<(double One, double Two, double Others)>();
        Answer? answer = null;
        for (var round = -figures.WarmUp; round < rounds; round++)
        {
            var (first, second) = round % 2 == 0 ? (1, 2) : (2, 1);
            var a = await Pass(first, rows, options);
            var b = await Pass(second, rows, options);
            answer ??= a.Lap.Answer;
            if (a.Lap.Answer != answer || b.Lap.Answer != answer)
            {
                figures.Wrong.Add($"round {round}: {a.Lap.Answer} and {b.Lap.Answer}, expected {answer}");
            }

            var (single, pair) = first == 1 ? (a, b) : (b, a);
            if (round >= 0)
            {
                laps.Add((single.Lap.Nanoseconds, pair.Lap.Nanoseconds, Math.Max(a.Others, b.Others)));
            }
        }

        if (figures.IsRight)
        {
            Tell(figures, laps);
        }

        return figures;
    }

    private static void Tell(FigureTable figures, List<(double One, double Two, double Others)> laps)
    {
        var free = laps.Where(l => l.Others < Free).ToList();
        foreach (var (what, some) in new[] { ("all rounds", laps), ("rounds with both cores free", free) })
        {
            figures.Lines.Add(new JsonObject
            {
                [" "] = what,
                ["rounds"] = some.Count,
                ["one_worker_ns"] = Median(some.Select(l => l.One)),
                ["two_workers_ns"] = Median(some.Select(l => l.Two)),
                ["times_as_fast"] = Median(some.Select(l => l.One / l.Two)),
                ["others_took"] = Median(some.Select(l => l.Others)),
            });
        }

        figures.Goals.Add(new BoundGoal("two workers / one worker, rounds with both cores free", free.Count == 0 ? null : Figures.Median(free.Select(l => l.One / l.Two)), 1.6, null));
        figures.Notes.Add(("both ways", "the same bytes, by the content hash of the output"));
    }

    private static double? Median(IEnumerable<double> values) => values.ToList() is { Count: > 0 } some ? Math.Round(Figures.Median(some), 2) : null;

    private static async Task<(Lap Lap, double Others)> Pass(int workers, long rows, RunOptions options)
    {
        GC.Collect();
        var use = new CoreUse();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var summary = await Pipelines.Run(Pipelines.PlanFile(PipelineContender.PathOf(File), workers), options);
        return (new Lap(rows, summary.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before, DigestSink.Last), use.OfOthers());
    }

    private static async Task<string> Hash(int workers, RunOptions options)
    {
        var text = System.IO.File.ReadAllText(PipelineContender.PathOf(File)).Replace("bench_digest: [", "bench_count: { probe: workers, columns: [ts, symbol, seq, ", StringComparison.Ordinal);
        text = text[..text.LastIndexOf('}')] + "} }\n";
        ContentHash? hash = null;
        Probe.New("workers").OnBatch = (batch, _) =>
        {
            using var read = Read(batch);
            hash ??= new ContentHash(read.Schema);
            hash.Add(read);
            return ValueTask.CompletedTask;
        };
        await Pipelines.Run(Pipelines.PlanText(File, text, workers), options);
        using (hash)
        {
            return hash?.Hex() ?? "nothing";
        }
    }

    /// <summary>The columns that are read, of a batch that has more.</summary>
    private static Batch Read(Batch batch)
    {
        string[] names = ["ts", "symbol", "seq", "sum_bid_20", "sum_ask_20", "spread_bps", "weighted_mid", "imbalance_20"];
        var schema = new Schema(null, [.. names.Select(n => batch.Schema.Find(n)!)]);
        return batch.WithColumns(schema, [.. names.Select(n => batch.Share(batch.Schema.IndexOf(n)))]);
    }
}
