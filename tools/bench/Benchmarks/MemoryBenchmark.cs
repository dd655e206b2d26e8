using System.Diagnostics;
using System.Globalization;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>Peak memory of a short against a long run, and allocation a row once warm.</summary>
internal sealed class MemoryBenchmark : Benchmark
{
    private const double Flat = 1.15;

    /// <inheritdoc/>
    public override string Name => "memory";

    /// <inheritdoc/>
    public override string What => "simulator, book, features: peak and allocation";

    /// <inheritdoc/>
    public override string Options => "--rows 1_000_000 --against 10_000_000 --types on|off";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var events = new[] { arguments.Number("rows", 1_000_000), arguments.Number("against", 10_000_000) };
        var runs = new List<Dictionary<string, double>>();
        foreach (var count in events)
        {
            runs.Add(await Child(count, arguments.Text("types", "off")));
        }

        report.Table(
        [
            ["", .. events.Select(e => $"{Figures.Count(e)} events")],
            ["rows of the source", .. runs.Select(r => Figures.Count((long)r["rows"]))],
            ["rows/s", .. runs.Select(r => Figures.Count((long)(r["rows"] / r["seconds"])))],
            ["peak resident, MiB", .. runs.Select(r => Figures.Mib((long)r["peak"]))],
            ["from 20 % on: bytes a row", .. runs.Select(r => Figures.Places(r["steady_bytes"] / r["steady_rows"], 2))],
            ["from 20 % on: bytes a batch", .. runs.Select(r => Figures.Places(r["steady_bytes"] / (r["batches"] * r["steady_rows"] / r["rows"]), 0))],
            ["from 20 % on: gen 0 / 1 / 2", .. runs.Select(r => $"{r["gen0"]} / {r["gen1"]} / {r["gen2"]}")],
        ]);
        for (var i = 0; i < runs.Count; i++)
        {
            report.Check("book rows = events (one message each)", (long)runs[i]["book"], events[i]);
            report.Check("rows at the sink = book rows", (long)runs[i]["sink"], (long)runs[i]["book"]);
        }

        var ratio = runs[1]["peak"] / runs[0]["peak"];
        report.Goal($"peak flat (ratio at most {Figures.Places(Flat, 2)})", ratio <= Flat, Figures.Places(ratio, 2));
    }

    private static async Task<Dictionary<string, double>> Child(long events, string types)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(MemoryBenchmark).Assembly.Location);
        }

        foreach (var argument in new[] { MemoryChild.Name, "--rows", events.ToString(CultureInfo.InvariantCulture), "--types", types })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            figures[line[..at]] = double.Parse(line.AsSpan(at + 1), CultureInfo.InvariantCulture);
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? figures : throw new InvalidOperationException($"the child ended with {process.ExitCode}");
    }
}
