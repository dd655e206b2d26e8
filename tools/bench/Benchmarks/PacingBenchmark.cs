using StreamEngine.Bench.Replays;
using StreamEngine.Replay;
using StreamEngine.Replay.Playing;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>How far from their planned times rows are put out when a recording is played at the pace it was recorded at, or a multiple.</summary>
internal sealed class PacingBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "pacing";

    /// <inheritdoc/>
    public override string What => "planned against actual times of rows that are played";

    /// <inheritdoc/>
    public override string Options => "--seconds 10 --rate 200";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var (seconds, rate) = (arguments.Number("seconds", 10), arguments.Number("rate", 200));
        var folder = Directory.CreateTempSubdirectory("pacing-").FullName;
        try
        {
            var rows = new List<string[]> { new[] { "speed", "rows", "seconds", "late p50, us", "late p99, us", "late max, us", "early max, us" } };
            foreach (var speed in new[] { 1, 10 })
            {
                var recording = Path.Combine(folder, $"{speed}");
                var recorded = await SimulatedRecording.Write(recording, rate * seconds * speed, rate);
                var target = new LatenessTarget(TimeProvider.System, speed);
                var playback = new Playback([new PlayedFile(await Recording.Open(recording), 0, TimeRange.All, new HashSet<string>())], target, TimeProvider.System, new PlaybackOptions { Speed = new PlaySpeed(speed) });
                target.Of = playback;
                playback.EndCommands();
                await playback.Run(ReadScope.Of(new RefusedRows()), CancellationToken.None);
                report.Check($"rows played at {speed}x", target.LatenessUs.Count, recorded);
                var sorted = target.LatenessUs.Order().ToList();
                rows.Add([$"{speed}x", Figures.Count(sorted.Count), Figures.Places(target.Seconds, 1), Figures.Places(Figures.Quantile(sorted, 0.5), 0), Figures.Places(Figures.Quantile(sorted, 0.99), 0), Figures.Places(sorted[^1], 0), Figures.Places(Math.Max(0, -sorted[0]), 0)]);
            }

            report.Table(rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
