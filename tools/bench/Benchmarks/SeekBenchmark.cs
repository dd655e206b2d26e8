using System.Diagnostics;
using StreamEngine.Arrow;
using StreamEngine.Bench.Replays;
using StreamEngine.Data;
using StreamEngine.Replay;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Seeks to random instants and rows of a large recording: how long until the first row is in hand, and how many bytes are looked at for it.</summary>
internal sealed class SeekBenchmark : Benchmark
{
    private const int Seed = 5;

    /// <inheritdoc/>
    public override string Name => "seek";

    /// <inheritdoc/>
    public override string What => "seek by time and row in a large recording (100M: --rows 100_000_000)";

    /// <inheritdoc/>
    public override string Options => "--rows 10_000_000 --seeks 1000";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var seeks = (int)arguments.Number("seeks", 1000);
        var folder = Directory.CreateTempSubdirectory("seek-").FullName;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var recorded = await SimulatedRecording.Write(Path.Combine(folder, "rec"), arguments.Number("rows", 10_000_000), 10_000);
            var part = Directory.EnumerateFiles(Path.Combine(folder, "rec")).Single();
            report.Line($"{Figures.Count(recorded)} rows, {Figures.Mib(new FileInfo(part).Length)} MiB, recorded in {Figures.Places(Stopwatch.GetElapsedTime(started).TotalSeconds, 1)} s");
            var recording = (ISeekableRecording)await Recording.Open(Path.Combine(folder, "rec"));
            var (first, last) = Ends(part);
            var random = new Random(Seed);
            var rows = new List<string[]> { new[] { "seek", "p50, ms", "p99, ms", "max, ms", "bytes, most", "index and footer" } };
            foreach (var byTime in new[] { true, false })
            {
                var (times, bytes, index) = (new List<double>(), 0L, 0L);
                for (var i = 0; i < seeks; i++)
                {
                    long? at = byTime ? random.NextInt64(first, last + 1) : null;
                    long? row = byTime ? null : random.NextInt64(recorded);
                    var begun = Stopwatch.GetTimestamp();
                    var entry = recording.Enter(row, at, ReadScope.Of(new RefusedRows()), CancellationToken.None);
                    await using var batches = entry.Rows.GetAsyncEnumerator();
                    var found = await batches.MoveNextAsync();
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    using var batch = batches.Current;
                    if (!found || (row is { } wanted ? entry.Row != wanted : batch.At(0) < at))
                    {
                        throw new InvalidOperationException("a seek went elsewhere");
                    }

                    var (all, head) = Bytes(part, row, at);
                    (bytes, index) = (Math.Max(bytes, all), Math.Max(index, head));
                }

                times.Sort();
                rows.Add([byTime ? "to an instant" : "to a row", Figures.Places(Figures.Quantile(times, 0.5), 2), Figures.Places(Figures.Quantile(times, 0.99), 2), Figures.Places(times[^1], 2), Figures.Count(bytes), Figures.Count(index)]);
            }

            report.Table(rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (long First, long Last) Ends(string part)
    {
        using var file = ArrowFile.Open(part, new BufferPool(), new SymbolTables());
        using var batch = file.ReadBatch(0)!;
        return (batch.At(0), file.LastAt!.Value);
    }

    /// <summary>Bytes looked at for a seek, and of those before the batch.</summary>
    private static (long All, long Head) Bytes(string part, long? row, long? at)
    {
        using var file = ArrowFile.Open(part, new BufferPool(), new SymbolTables());
        var head = file.BytesRead;
        using var batch = file.ReadBatch(row is { } number ? file.BatchOfRow(number) : file.BatchOfTime(at!.Value));
        return (file.BytesRead, head);
    }
}
