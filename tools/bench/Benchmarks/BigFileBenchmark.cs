using System.Diagnostics;
using StreamEngine.Bench.Study;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Time to validate and draw a file of many nodes: the command as a process, and binding and planning in this one.</summary>
internal sealed class BigFileBenchmark : Benchmark
{
    private const double Seconds = 1;

    /// <inheritdoc/>
    public override string Name => "big-file";

    /// <inheritdoc/>
    public override string What => "validate and graph of a file of 1,000 nodes";

    /// <inheritdoc/>
    public override string Options => "--nodes 1000 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var (nodes, rounds) = ((int)arguments.Number("nodes", 1000), (int)arguments.Number("rounds", 5));
        var text = BigFile.Text(nodes);
        var path = Path.Combine(Path.GetTempPath(), $"many-nodes-{Environment.ProcessId}.yaml");
        await File.WriteAllTextAsync(path, text);
        try
        {
            var bound = Validation.BindGood("many-nodes.yaml", text, new BindSettings());
            report.Check("nodes bound", bound.Nodes.Count, nodes);
            var rows = new List<string[]> { new[] { "", "median, ms", "least, ms" } };
            var (bind, _) = Row(rows, "read and bind, in this process", Times(rounds, () => Validation.Bind("many-nodes.yaml", text, new BindSettings(), [])));
            Row(rows, "plan, in this process", Times(rounds, () => Planner.Make(bound)));
            var (validate, validated) = Row(rows, "streamengine validate", await Processes(rounds, "validate", path));
            var (graph, drawn) = Row(rows, "streamengine graph", await Processes(rounds, "graph", path));
            Row(rows, "streamengine graph --format svg", await Processes(rounds, "graph", path, "--format", "svg"));
            Row(rows, "streamengine plan", await Processes(rounds, "plan", path));
            report.Table(rows);
            report.Goal($"validate, the whole process, within {Seconds} s", validate <= 1000 * Seconds, $"{Figures.Places(validate / 1000, 2)} s (least {Figures.Places(validated / 1000, 2)} s; {Figures.Places(bind, 0)} ms of it bind)");
            report.Goal($"graph, the whole process, within {Seconds} s", graph <= 1000 * Seconds, $"{Figures.Places(graph / 1000, 2)} s (least {Figures.Places(drawn / 1000, 2)} s)");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (double Median, double Least) Row(List<string[]> rows, string what, IReadOnlyList<double> times)
    {
        rows.Add([what, Figures.Places(Figures.Median(times), 0), Figures.Places(times.Min(), 0)]);
        return (Figures.Median(times), times.Min());
    }

    private static List<double> Times(int rounds, Action action)
    {
        action();
        return [.. Enumerable.Range(0, rounds).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })];
    }

    private static async Task<IReadOnlyList<double>> Processes(int rounds, params string[] arguments)
    {
        var program = Path.Combine(Repository.Root, "tools", "streamengine", "bin", "Release", "net10.0", "streamengine.dll");
        var times = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { program }.Concat(arguments))
            {
                start.ArgumentList.Add(argument);
            }

            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            await output;
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}{(File.Exists(program) ? "" : " (build tools/streamengine first)")}");
            }

            if (round > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return times;
    }
}
