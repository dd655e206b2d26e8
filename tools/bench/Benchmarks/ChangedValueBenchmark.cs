using System.Diagnostics;
using System.Runtime.InteropServices;
using StreamEngine.Arrow;
using StreamEngine.Bench.Replays;
using StreamEngine.Data;
using StreamEngine.Replay;
using StreamEngine.Replay.Verification;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Changes one value of a large recording on the disk and has <c>replay verify</c> hold it to the golden answer: how long until the row, the column and both values are known.</summary>
internal sealed class ChangedValueBenchmark : Benchmark
{
    private const int Pattern = 16;
    private const double Goal = 5;

    /// <inheritdoc/>
    public override string Name => "changed-value";

    /// <inheritdoc/>
    public override string What => "replay verify against a recording with one changed value";

    /// <inheritdoc/>
    public override string Options => "--rows 10_000_000";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("changed-").FullName;
        try
        {
            var (recording, golden) = (Path.Combine(folder, "rec"), Path.Combine(folder, "golden"));
            var rows = await SimulatedRecording.Write(recording, arguments.Number("rows", 10_000_000), 10_000);
            var part = Directory.EnumerateFiles(recording).Single();
            var options = new MatrixOptions { Batches = [ReadScope.UsualBatch], Workers = [1], Clock = TimeProvider.System, Build = "Release", Gc = "workstation", Folder = folder };
            var whole = (await RecordingMatrix.Run(await Recording.Open(part), options))[0];
            new Golden("rec", whole.Sinks, null).Write(golden, whole.Recordings);
            var (row, was, now) = Change(part);

            var started = Stopwatch.GetTimestamp();
            var verdict = await Verdict.Of(await RecordingMatrix.Run(await Recording.Open(part), options), Golden.Read(golden), golden);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

            var found = verdict.Disagreements.Single();
            var cell = found.First!.Cells.Single(c => c.Differs);
            report.Line($"{Figures.Count(rows)} rows, {Figures.Mib(new FileInfo(part).Length)} MiB; row {Figures.Count(found.First.RowA!.Value)}, column {cell.Column}: {cell.A} was changed to {cell.B}");
            report.Line($"{Figures.Places(seconds, 2)} s in all: read and hashed, and {Figures.Places(found.Search.TotalSeconds, 2)} s to find the row");
            report.Goal("named within 5 s", seconds <= Goal, $"{Figures.Places(seconds, 2)} s");
            report.Check("row", found.First.RowA!.Value, row + 1);
            report.Check("value before, millionths", Millionths(cell.A), (long)Math.Round(was * 1e6));
            report.Check("value now, millionths", Millionths(cell.B), (long)Math.Round(now * 1e6));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Millionths(string? text) => (long)Math.Round(double.Parse(text!, System.Globalization.CultureInfo.InvariantCulture) * 1e6);

    /// <summary>Changes a price in the middle of the last record batch but one, in the bytes of the file.</summary>
    private static (long Row, double Was, double Now) Change(string part)
    {
        using var arrow = ArrowFile.Open(part, new BufferPool(), new SymbolTables());
        var number = arrow.BatchCount - 2;
        using var batch = arrow.ReadBatch(number)!;
        var middle = batch.Count / 2;
        var column = (ValueColumn<double>)batch.Column("price");
        var prices = Enumerable.Range(middle, Pattern).Select(i => column[batch.Row(i)]).ToArray();
        var bytes = File.ReadAllBytes(part);
        var place = bytes.AsSpan().LastIndexOf(MemoryMarshal.AsBytes(prices.AsSpan()));
        var changed = prices[0] + 0.01;
        using var file = new FileStream(part, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = place;
        file.Write(BitConverter.GetBytes(changed));
        return (arrow.FirstRowOf(number) + middle, prices[0], changed);
    }
}
