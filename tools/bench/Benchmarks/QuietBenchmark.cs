using System.Globalization;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>One busy live source with and without quiet ones beside it, all merged: what it costs that the quiet ones vouch for every row.</summary>
internal sealed class QuietBenchmark : Benchmark
{
    private const int BatchCount = 100_000;

    /// <inheritdoc/>
    public override string Name => "quiet";

    /// <inheritdoc/>
    public override string What => "a busy live source alone and beside 31 quiet ones that vouch";

    /// <inheritdoc/>
    public override string Options => "--rows 4_000_000 --quiet 31 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var quiet = (int)arguments.Number("quiet", 31);
        var rounds = (int)arguments.Number("rounds", 5);
        var most = (int)arguments.Number("rows", 4_000_000);
        var table = new List<string[]> { new[] { "rows a batch", "rows", "alone, CPU ns/row", $"beside {quiet} quiet", "ratio" } };
        foreach (var size in new[] { 1, 16, 1024 })
        {
            var rows = Math.Min(most, size * BatchCount);
            var options = Pipelines.New();
            var batches = Make(rows, size, options);
            var alone = new List<double>();
            var beside = new List<double>();
            for (var round = -1; round < rounds; round++)
            {
                var first = await Measure(batches, rows, 0, options, report);
                var second = await Measure(batches, rows, quiet, options, report);
                if (round >= 0)
                {
                    alone.Add(first);
                    beside.Add(second);
                }
            }

            var (one, many) = (Figures.Median(alone), Figures.Median(beside));
            table.Add([size.ToString(CultureInfo.InvariantCulture), rows.ToString("N0", CultureInfo.InvariantCulture), Figures.Places(one, 1), Figures.Places(many, 1), Figures.Places(many / one, 2)]);
            batches.ForEach(batch => batch.Dispose());
        }

        report.Table(table);
    }

    private static async Task<double> Measure(List<Batch> batches, int rows, int quiet, RunOptions options, Report report)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var names = Enumerable.Range(0, quiet).Select(i => string.Create(CultureInfo.InvariantCulture, $"q{i}")).ToList();
        var sources = string.Join('\n', names.Append("busy").Select(n => $"{n}: {{ arrow_file: {{ path: none.arrow, schema: trade/1 }} }}"));
        var probe = Probe.New("quiet");
        var plan = Pipelines.Plan($$"""
            {{sources}}
            all: { from: [{{string.Join(", ", names.Append("busy"))}}] }
            sink: { from: all, bench_count: quiet }
            """);
        var standIns = names.ToDictionary(n => n, Source (_) => new QuietSource(Schemas.Trade, over.Task));
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
