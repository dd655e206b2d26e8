using System.Diagnostics;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Bench.Fuzzing;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Damaged Arrow files in child processes: no crash, no hang, no allocation over the limit.</summary>
internal sealed class FuzzArrowBenchmark : Benchmark
{
    private const int ShownLines = 3;

    /// <inheritdoc/>
    public override string Name => "fuzz-arrow";

    /// <inheritdoc/>
    public override string What => "damaged Arrow files, read in child processes";

    /// <inheritdoc/>
    public override string Options => "--count 10_000 --seed 1 --plant none|crash|hang|allocation --stall 5000 --keep FOLDER";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var campaign = new FuzzCampaign("arrow", (int)arguments.Number("seed", 1), arguments.Text("plant", "none"), (int)arguments.Number("stall", 5000), arguments.Text("keep", ""));
        var good = new FuzzedArrow(1);
        var started = Stopwatch.GetTimestamp();
        await campaign.Run((int)arguments.Number("count", 10_000));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        report.Table(
        [
            ["good files they are made of", Figures.Count(good.Files)],
            ["mutants", Figures.Count(campaign.Files)],
            ["refused with file and offset", Figures.Count(campaign.Refused)],
            ["mutants/s, with starting the children", Figures.Count((long)(campaign.Files / seconds))],
            ["slowest, ms", Figures.Places(campaign.Slowest, 1)],
            ["slow once and not again alone", Figures.Count(campaign.Acquitted)],
            ["most allocated, share of 64 x its length + 1 MiB", Figures.Places(campaign.MostShare, 3)],
        ]);
        report.Check("crashes", campaign.Crashes.Count, 0);
        report.Check($"hangs over {good.Milliseconds} ms (each of three times alone)", campaign.Hangs.Count, 0);
        report.Check("allocations over 64 x its length + 1 MiB", campaign.Allocations.Count, 0);
        if (campaign.Errors.Length > 0)
        {
            report.Line(string.Join('\n', campaign.Errors.Split('\n').Take(ShownLines)));
        }
    }
}
