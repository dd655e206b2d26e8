using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using StreamEngine.Arrow;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Bench.Study;
using StreamEngine.Data;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What a tap on the busiest edge costs a run at full rate: the same pipeline in processes of their own, with and without, in turn; and whether its output stays the same.</summary>
internal sealed class TapBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "tap";

    /// <inheritdoc/>
    public override string What => "a run at full rate, its busiest edge tapped or not";

    /// <inheritdoc/>
    public override string Options => "--rows 1_000_000 --files 60 --rounds 5";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("se-tap-").FullName;
        try
        {
            var pipeline = Prepare(folder, arguments.Number("rows", 1_000_000), (int)arguments.Number("files", 60));
            var (alone, tapped) = (new List<TapRound>(), new List<TapRound>());
            await Execute(folder, pipeline, isTapped: true); // the first one reads the file from the disk
            var rounds = (int)arguments.Number("rounds", 5);
            for (var round = 0; round < rounds; round++)
            {
                foreach (var isTapped in round % 2 == 0 ? new[] { false, true } : [true, false])
                {
                    (isTapped ? tapped : alone).Add(await Execute(folder, pipeline, isTapped));
                }
            }

            Tell(report, alone, tapped);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Tell(Report report, List<TapRound> alone, List<TapRound> tapped)
    {
        report.Table(
        [
            ["", "Mrows/s, median", "processor time a row, ns"],
            Row("alone", alone),
            Row("tapped", tapped),
        ]);
        var wall = Figures.Median(alone.Zip(tapped, (a, t) => 1 - (t.RowsPerSecond / a.RowsPerSecond)));
        var work = Figures.Median(alone.Zip(tapped, (a, t) => (t.NsPerRow / a.NsPerRow) - 1));
        report.Line($"  rows shown a round: {Figures.Count((long)Figures.Median(tapped.Select(t => (double)t.Shown)))} of {Figures.Count(tapped[0].Rows)}");
        report.Check("outputs, content hashes", alone.Concat(tapped).Select(r => r.Hash).Distinct().Count(), 1);
        report.Check("rounds in which the tap showed rows", tapped.Count(t => t.Shown > 0), tapped.Count);
        report.Goal("throughput lost, median of pairs, under 1 %", wall < 0.01, $"{Figures.Places(wall * 100, 2)} %");
        report.Goal("processor time added, median of pairs, under 1 %", work < 0.01, $"{Figures.Places(work * 100, 2)} %");
    }

    private static string[] Row(string name, List<TapRound> rounds) =>
        [name, Figures.Places(Figures.Median(rounds.Select(r => r.RowsPerSecond)) / 1e6, 3), Figures.Places(Figures.Median(rounds.Select(r => r.NsPerRow)), 1)];

    private static string Prepare(string folder, long rows, int files)
    {
        var trades = Path.Combine(folder, "0.arrow");
        using (var file = new FileStream(trades, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        using (var writer = new ArrowWriter(file, Schemas.Trade, ArrowFraming.File, compression: ArrowCompression.None))
        {
            foreach (var batch in TradeBatches.Make(rows, new BufferPool(), new SymbolTables()))
            {
                writer.Write(batch);
            }

            writer.Complete();
        }

        var paths = Enumerable.Range(0, files).Select(i => Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture) + ".arrow")).ToList();
        foreach (var link in paths.Skip(1))
        {
            File.CreateSymbolicLink(link, trades);
        }

        var pipeline = Path.Combine(folder, "p.yaml");
        File.WriteAllText(pipeline, $$"""
            version: 1
            pipeline: tapped
            nodes:
              trades: { arrow_file: { path: [{{string.Join(", ", paths)}}], schema: trade/1 } }
              paced:  { from: trades, key: symbol, ewma: { column: price, half_life: 5s, as: price_5s } }
              apart:
                from: paced
                where: qty > 5
                select: |
                  ts
                  symbol
                  away = price - price_5s
              far: { from: apart, where: away > 50 or away < -50 }
              out: { from: far, arrow_file: { path: {{Path.Combine(folder, "out.arrow")}} } }
            """);
        return pipeline;
    }

    private static async Task<TapRound> Execute(string folder, string pipeline, bool isTapped)
    {
        var program = Path.Combine(Repository.Root, "tools", "streamengine", "bin", "Release", "net10.0", "streamengine.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", pipeline, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_RUNTIME_DIR"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var tap = isTapped ? Tap(Path.Combine(folder, "streamengine", $"tapped.{process.Id}.sock"), process) : Task.FromResult(0L);
        var work = TimeSpan.Zero;
        while (!process.HasExited)
        {
            work = Worked(process.Id) ?? work;
            await Task.Delay(10);
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the run ended with {process.ExitCode}: {await errors}{(File.Exists(program) ? "" : " (build tools/streamengine first)")}");
        }

        using var summary = JsonDocument.Parse(await output);
        return new TapRound(
            summary.RootElement.GetProperty("rows_in").GetInt64(), summary.RootElement.GetProperty("rows_per_s").GetDouble(), work.TotalNanoseconds, await tap, ContentOf.Arrow(Path.Combine(folder, "out.arrow")));
    }

    /// <summary>Taps the busiest edge over the run's socket until the run is over; gives the lines that came.</summary>
    private static async Task<long> Tap(string path, Process run)
    {
        while (!File.Exists(path) && !run.HasExited)
        {
            await Task.Delay(5);
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        await socket.SendAsync("{\"edge\":\"trades\"}\n"u8.ToArray());
        var lines = 0L;
        var bytes = new byte[1 << 16];
        for (var read = await socket.ReceiveAsync(bytes); read > 0; read = await socket.ReceiveAsync(bytes))
        {
            lines += bytes.AsSpan(0, read).Count((byte)'\n');
        }

        return Math.Max(0, lines - 2); // head and end
    }

    /// <summary>Processor time of a process so far, user and system; null when it is gone.</summary>
    private static TimeSpan? Worked(int pid)
    {
        const double TicksPerSecond = 100;
        try
        {
            var fields = File.ReadAllText($"/proc/{pid}/stat");
            var behind = fields[(fields.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((long.Parse(behind[11], CultureInfo.InvariantCulture) + long.Parse(behind[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (IOException)
        {
            return null; // it ended between two looks
        }
    }
}
