using System.Diagnostics;
using StreamEngine.Bench.Joins;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>As-of join, merge of many inputs and keyed EWMA, each beside a loop written by hand over the same columns.</summary>
internal sealed class JoinsBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "joins";

    /// <inheritdoc/>
    public override string What => "as-of join, merge of 64 inputs, keyed EWMA beside hand-written loops";

    /// <inheritdoc/>
    public override string Options => "--rows 2_000_000 --inputs 64 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var rows = (int)arguments.Number("rows", 2_000_000);
        var inputs = (int)arguments.Number("inputs", 64);
        var rounds = (int)arguments.Number("rounds", 5);
        var table = new List<string[]> { new[] { "", "rows", "engine M rows/CPU s", "by hand", "engine / by hand" } };
        foreach (var run in new[] { 1, 16 })
        {
            await Compare($"as-of join, sides in turns of {run}", new AsofWork(rows / 2, run), rounds, table, report);
        }

        foreach (var run in new[] { 1, 16 })
        {
            await Compare($"merge of {inputs} inputs, in turns of {run}", new MergeWork(rows, inputs, run), rounds, table, report);
        }

        await Compare("keyed EWMA", new EwmaWork(rows), rounds, table, report);
        report.Table(table);
    }

    private static async Task Compare(string what, JoinWork work, int rounds, List<string[]> table, Report report)
    {
        var options = Pipelines.New();
        work.Prepare(options);
        var probe = Probe.New("joins");
        var engine = new List<double>();
        var hand = new List<double>();
        var digest = 0UL;
        for (var round = -2; round < rounds; round++)
        {
            digest = 0;
            probe.OnBatch = (batch, _) =>
            {
                digest = work.Digest(batch, digest);
                return ValueTask.CompletedTask;
            };
            var plan = Pipelines.Plan(work.Nodes + "\nsink: { from: x, bench_count: joins }");
            var before = Environment.CpuUsage.TotalTime;
            await Pipelines.Run(plan, options);
            var taken = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            var watch = Stopwatch.StartNew();
            var expected = work.ByHand();
            var byHand = watch.Elapsed.TotalSeconds;
            if (round >= 0)
            {
                engine.Add(work.Rows / taken / 1e6);
                hand.Add(work.Rows / byHand / 1e6);
            }

            if (round == rounds - 1)
            {
                report.Check($"{what}: digest of all values in order", digest, expected);
            }
        }

        var (fast, slow) = (Figures.Median(hand), Figures.Median(engine));
        table.Add([what, work.Rows.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), Figures.Places(slow, 1), Figures.Places(fast, 1), Figures.Places(slow / fast, 2)]);
    }
}
