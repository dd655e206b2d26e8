using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>
/// One busy live source alone, merged with others that have ended, and merged with as many quiet ones: what the merge costs, and what it costs besides that the quiet ones vouch.
/// </summary>
internal sealed class QuietBenchmark : Benchmark
{
    private const int BatchCount = 100_000;

    /// <inheritdoc/>
    public override string Name => "quiet";

    /// <inheritdoc/>
    public override string What => "a busy live source alone, beside 31 that ended and beside 31 quiet ones";

    /// <inheritdoc/>
    public override string Options => "--rows 4_000_000 --quiet 31 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var quiet = (int)arguments.Number("quiet", 31);
        var rounds = (int)arguments.Number("rounds", 5);
        var most = (int)arguments.Number("rows", 4_000_000);
        var table = new List<string[]> { new[] { "rows a batch", "rows", "alone, CPU ns/row", $"beside {quiet} ended", $"beside {quiet} quiet", "quiet / ended" } };
        foreach (var size in new[] { 1, 16, 1024 })
        {
            var rows = Math.Min(most, size * BatchCount);
            var options = Pipelines.New();
            var batches = Make(rows, size, options);
            var (alone, ended, beside) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = -1; round < rounds; round++)
            {
                foreach (var (times, others, isQuiet) in new[] { (alone, 0, false), (ended, quiet, false), (beside, quiet, true) })
                {
                    var taken = await Measure(batches, rows, others, isQuiet, options, report);
                    if (round >= 0)
                    {
                        times.Add(taken);
                    }
                }
            }

            table.Add(
            [
                Figures.Count(size), Figures.Count(rows), Figures.Places(Figures.Median(alone), 1), Figures.Places(Figures.Median(ended), 1), Figures.Places(Figures.Median(beside), 1),
                Figures.Places(Figures.Median(beside.Zip(ended, (q, e) => q / e)), 2),
            ]);
            batches.ForEach(batch => batch.Dispose());
        }

        report.Table(table);
    }

    private static async Task<double> Measure(List<Batch> batches, int rows, int others, bool isQuiet, RunOptions options, Report report)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var names = Enumerable.Range(0, others).Select(i => string.Create(CultureInfo.InvariantCulture, $"q{i}")).ToList();
        var sources = string.Join('\n', names.Append("busy").Select(n => $"{n}: {{ arrow_file: {{ path: none.arrow, schema: trade/1 }} }}"));
        var probe = Probe.New("quiet");
        var plan = Pipelines.Plan($$"""
            {{sources}}
            all: { from: [{{string.Join(", ", names.Append("busy"))}}] }
            sink: { from: all, bench_count: quiet }
            """);
        var standIns = names.ToDictionary(n => n, Source (_) => new QuietSource(Schemas.Trade, isQuiet ? over.Task : Task.CompletedTask));
        standIns["busy"] = new BusySource(batches, over);
        var before = Environment.CpuUsage.TotalTime;
        await Pipelines.Run(plan, options with { StandIns = standIns });
        var taken = Environment.CpuUsage.TotalTime - before;
        if (probe.Rows != rows)
        {
            report.Check("rows at the sink", probe.Rows, rows);
        }

        return taken.TotalNanoseconds / rows;
    }

    private static List<Batch> Make(int rows, int size, RunOptions options)
    {
        var writer = new PortWriter(Schemas.Trade, null, options.Symbols, options.Pool);
        var batches = new List<Batch>();
        for (var i = 0; i < rows; i++)
        {
            var at = 1_000_000L * i;
            writer.Values<long>("ts")!.Append(at);
            writer.Symbols("symbol")!.Append("A");
            writer.Values<double>("price")!.Append(i);
            writer.Values<double>("qty")!.Append(1);
            writer.Commit(at);
            if (writer.Count == size || i == rows - 1)
            {
                batches.Add(writer.Take(at, 0));
            }
        }

        return batches;
    }
}
