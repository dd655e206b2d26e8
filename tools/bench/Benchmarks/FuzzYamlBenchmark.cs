using System.Diagnostics;
using StreamEngine.Bench.Fuzzing;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Fuzzed files in child processes: no crash, no hang, no allocation over the limit.</summary>
internal sealed class FuzzYamlBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "fuzz-yaml";

    /// <inheritdoc/>
    public override string What => "fuzzed pipeline files, validated in child processes";

    /// <inheritdoc/>
    public override string Options => "--count 20_000 --seed 1 --plant none|crash|hang|allocation --stall 5000 --keep FOLDER";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var campaign = new FuzzCampaign("yaml", (int)arguments.Number("seed", 1), arguments.Text("plant", "none"), (int)arguments.Number("stall", 5000), arguments.Text("keep", ""));
        var started = Stopwatch.GetTimestamp();
        await campaign.Run((int)arguments.Number("count", 20_000), files => Console.Error.WriteLine($"{Figures.Count(files)} files, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        report.Table(
        [
            ["files", Figures.Count(campaign.Files)],
            ["refused", Figures.Count(campaign.Refused)],
            ["files/s, with starting the children", Figures.Count((long)(campaign.Files / seconds))],
            ["slowest, ms", Figures.Places(campaign.Slowest, 1)],
            ["slow once and not again alone", Figures.Count(campaign.Acquitted)],
            ["most allocated by a file, MiB", Figures.Mib(campaign.Most)],
        ]);
        report.Check("crashes", campaign.Crashes.Count, 0);
        report.Check($"hangs over {FuzzLimits.Milliseconds} ms (each of three times alone)", campaign.Hangs.Count, 0);
        report.Check($"allocations over {FuzzLimits.Bytes >> 20} MiB", campaign.Allocations.Count, 0);
    }
}
