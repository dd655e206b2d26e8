using System.Diagnostics;
using System.Globalization;
using StreamEngine.Arrow;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Data;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Arrow files written and read, raw and LZ4, beside the JavaScript package; memory and seeking in a file of 2 GB.</summary>
internal sealed class ArrowBenchmark : Benchmark
{
    private const long BigBytes = 2_000_000_000;

    /// <inheritdoc/>
    public override string Name => "arrow";

    /// <inheritdoc/>
    public override string What => "Arrow files, GB/s and rows/s, beside npm apache-arrow";

    /// <inheritdoc/>
    public override string Options => "--rows 2_000_000 --rounds 5 --js tests/js --big off|on";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("streamengine-arrow-").FullName;
        try
        {
            var pool = new BufferPool();
            var batches = TradeBatches.Make(arguments.Number("rows", 2_000_000), pool, new SymbolTables());
            await Compare(batches, folder, (int)arguments.Number("rounds", 5), arguments.Text("js", "tests/js"), report);
            if (arguments.Text("big", "off") == "on")
            {
                await Big(batches, Path.Combine(folder, "big.arrow"), pool, report);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Compare(List<Batch> batches, string folder, int rounds, string js, Report report)
    {
        var rows = batches.Sum(b => (long)b.Count);
        var expected = new TradeSums();
        batches.ForEach(expected.Add);
        var table = new List<string[]> { new[] { $"{Figures.Count(rows)} trades", "file, MB", "GB/s", "million rows/s" } };
        var raw = 0L;
        foreach (var compression in new[] { ArrowCompression.None, ArrowCompression.Lz4 })
        {
            var name = compression == ArrowCompression.None ? "raw" : "LZ4";
            var path = Path.Combine(folder, name + ".arrow");
            var (writing, reading) = (new List<double>(), new List<double>());
            for (var round = -2; round < rounds; round++)
            {
                var wrote = Seconds(() => Write(batches, path, compression));
                var sums = "";
                var read = Seconds(() => sums = Read(path));
                if (round >= 0)
                {
                    writing.Add(wrote);
                    reading.Add(read);
                }

                if (round == 0)
                {
                    report.Check($"{name}, ours read = written", sums, expected.ToString());
                }
            }

            var length = new FileInfo(path).Length;
            raw = compression == ArrowCompression.None ? length : raw;
            table.Add(Row($"{name}: ours writes", length, Figures.Median(writing)));
            table.Add(Row($"{name}: ours reads", length, Figures.Median(reading)));
            if (!Directory.Exists(Path.Combine(js, "node_modules", "apache-arrow")))
            {
                report.Line($"  no apache-arrow in {js}: install it with ./eng/setup.sh test, or say where with --js");
                continue;
            }

            var lines = (await Child("node", [Path.Combine(js, "bench.mjs"), path, compression == ArrowCompression.None ? "none" : "lz4", Text(rounds), path + ".js"])).Split('\n');
            var times = lines[1].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture) / 1000).ToArray();
            report.Check($"{name}, apache-arrow reads the same", lines[0], expected.ToString());
            table.Add(Row($"{name}: apache-arrow writes", new FileInfo(path + ".js").Length, times[1]));
            table.Add(Row($"{name}: apache-arrow reads", length, times[0]));
            if (compression == ArrowCompression.None)
            {
                report.Check("raw, ours reads what apache-arrow wrote", Read(path + ".js"), expected.ToString());
            }
        }

        report.Table(table);
        report.Line("GB are those of the raw file, so that LZ4 compares; both read every column named and add it up.");

        string[] Row(string what, long length, double seconds) =>
            [what, Figures.Places(length / 1e6, 1), Figures.Places(raw / 1e9 / seconds, 2), Figures.Places(rows / 1e6 / seconds, 1)];
    }

    private static async Task Big(List<Batch> batches, string path, BufferPool pool, Report report)
    {
        var span = batches[^1].Frontier - TradeBatches.Start + 2_000_000;
        var expected = new TradeSums();
        var rows = 0L;
        var seconds = Seconds(() =>
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
            using var writer = new ArrowWriter(file, Schemas.Trade, ArrowFraming.File);
            for (var repeat = 0L; file.Position < BigBytes; repeat++)
            {
                foreach (var batch in batches)
                {
                    using var later = TradeBatches.Later(batch, repeat * span, pool);
                    writer.Write(later);
                    expected.Add(later);
                }
            }

            writer.Complete();
            rows = writer.Rows;
        });
        var length = new FileInfo(path).Length;
        var row = rows / 3 * 2 + 12_345;
        var repeats = row / batches.Sum(b => (long)b.Count);
        var (ts, id) = Find(batches, row - repeats * batches.Sum(b => (long)b.Count));
        ts += repeats * span;
        var whole = await Measured(path);
        var byRow = await Measured(path, "--row", Text(row));
        var byTime = await Measured(path, "--time", Text(ts));
        report.Table(
            [["one file, raw", ""],
            ["bytes", Figures.Count(length)], ["rows", Figures.Count(rows)], ["written in, s", Figures.Places(seconds, 1)],
            ["read whole by a process of its own, s", Figures.Places(whole.Milliseconds / 1000, 2)],
            ["  GB/s", Figures.Places(length / 1e6 / whole.Milliseconds, 2)],
            ["  most memory it ever held, MiB", Figures.Mib(whole.Peak)],
            [$"row {Figures.Count(row)} in a fresh process: open, find, read, ms", Figures.Places(byRow.Milliseconds, 1)],
            ["  most memory, MiB", Figures.Mib(byRow.Peak)],
            ["  and once more in the same process, ms", Figures.Places(byRow.Again, 1)],
            ["its time looked up in a fresh process, ms", Figures.Places(byTime.Milliseconds, 1)],
            ["  and once more in the same process, ms", Figures.Places(byTime.Again, 1)],
            ["  most memory, MiB", Figures.Mib(byTime.Peak)]]);
        report.Check("read whole = written", whole.Found, expected.ToString());
        report.Check("the row found by number", byRow.Found, $"ts {ts}, id {id}");
        report.Check("the row found by time", byTime.Found, $"ts {ts}, id {id}");
    }

    private static (long Ts, string Id) Find(List<Batch> batches, long row)
    {
        var batch = batches[(int)(row / TradeBatches.BatchRows)];
        var at = (int)(row % TradeBatches.BatchRows);
        return ((long)batch.Value("ts", at)!, (string)batch.Value("trade_id", at)!);
    }

    private static async Task<(double Milliseconds, double Again, long Peak, string Found)> Measured(string path, params string[] where)
    {
        var printed = (await Child("dotnet", [typeof(ArrowBenchmark).Assembly.Location, ArrowChild.Name, "--file", path, .. where])).Split(' ', 4);
        return (double.Parse(printed[0], CultureInfo.InvariantCulture), double.Parse(printed[1], CultureInfo.InvariantCulture), long.Parse(printed[2], CultureInfo.InvariantCulture), printed[3]);
    }

    private static void Write(List<Batch> batches, string path, ArrowCompression compression)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using var writer = new ArrowWriter(file, Schemas.Trade, ArrowFraming.File, compression: compression);
        foreach (var batch in batches)
        {
            writer.Write(batch);
        }

        writer.Complete();
    }

    private static string Read(string path)
    {
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        var sums = new TradeSums();
        for (var i = 0; i < file.BatchCount; i++)
        {
            using var batch = file.ReadBatch(i)!;
            sums.Add(batch);
        }

        return sums.ToString();
    }

    private static double Seconds(Action action)
    {
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<string> Child(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? printed.Trim() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
