using System.Diagnostics;
using System.Text.Json.Nodes;
using StreamEngine.Bench.Results;
using StreamEngine.Bench.Study;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Starts;

/// <summary>How long a user waits for the first row.</summary>
internal sealed class StartBenchmark : MeasuredBenchmark
{
    private const int Rows = 2_000;
    private const double GoalMs = 500;

    /// <inheritdoc/>
    public override string Name => "start";

    /// <inheritdoc/>
    public override string What => "run: from the start of the process to the first row out";

    /// <inheritdoc/>
    public override string Options => "--rounds 15";

    /// <inheritdoc/>
    public override string Definition =>
        "`streamengine run` of a file with a simulated market, its order book, a feature, expressions and a console, the built program started anew each time, its output read through a pipe. Time counts from before the process is started "
        + "to the first printed row, and to its end. Beside it, in turns, `streamengine --version`: what starting .NET costs";

    /// <inheritdoc/>
    public override async ValueTask<IFigures> MeasureFigures(Arguments arguments)
    {
        var rounds = (int)arguments.Number("rounds", arguments.IsOn("quick") ? 5 : 15);
        var program = Path.Combine(Repository.Root, "tools", "streamengine", "bin", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!, "net10.0", "streamengine.dll");
        program = File.Exists(program) ? program : Path.Combine(AppContext.BaseDirectory, "streamengine.dll");
        var (first, whole, version) = (new List<double>(), new List<double>(), new List<double>());
        var figures = new FigureTable(this)
        {
            Input = $"a simulated market of one symbol, {Figures.Count(Rows)} events",
            Unit = "events",
            Rows = Rows,
            WarmUp = 1,
            Rounds = rounds,
            Statistic = "a round is a process; median of the rounds",
            Noise = Noise.Measure(),
        };
        string? answer = null;
        for (var round = -1; round < rounds; round++)
        {
            var bare = await Start(program, "--version");
            var run = await Start(program, "run", PipelineContender.PathOf("start"));
            answer ??= run.Rows;
            if (run.Rows != answer || run.Count == 0)
            {
                figures.Wrong.Add($"run {round + 1} printed other rows than the first: {run.Count}");
            }

            if (round >= 0)
            {
                first.Add(run.First);
                whole.Add(run.Whole);
                version.Add(bare.Whole);
            }
        }

        foreach (var (what, times) in new[] { ("first row", first), ("end of the run", whole), ("--version, whole", version) })
        {
            figures.Lines.Add(new JsonObject { [" "] = what, ["median_ms"] = Math.Round(Figures.Median(times), 0), ["least_ms"] = Math.Round(times.Min(), 0), ["most_ms"] = Math.Round(times.Max(), 0) });
        }

        figures.Goals.Add(new BoundGoal("first row after the start of the process, median, ms", Figures.Median(first), null, GoalMs));
        return figures;
    }

    private static async Task<(double First, double Whole, string Rows, int Count)> Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new IOException("'dotnet' cannot be started");
        var first = 0.0;
        var rows = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("BTCUSDT", StringComparison.Ordinal))
            {
                first = first == 0 ? clock.Elapsed.TotalMilliseconds : first;
                rows.Add(line);
            }
        }

        await process.WaitForExitAsync();
        var whole = clock.Elapsed.TotalMilliseconds;
        return process.ExitCode == 0 ? (first, whole, string.Join('\n', rows), rows.Count) : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
