using StreamEngine.Bench.Results;
using StreamEngine.Bench.Study;

namespace StreamEngine.Bench.Gates;

/// <summary><c>gate [NAME]</c>: measures what is stored again and fails on a loss.</summary>
internal static class GateCommand
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "gate";

    /// <summary>Its options with their usual values.</summary>
    public const string Options = "--tries 3 --baseline FILE --rounds 5 --plant slow";

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 1 on a loss.</returns>
    /// <exception cref="ArgumentException">There is nothing stored of the benchmark.</exception>
    public static async Task<int> Run(Arguments arguments, IReadOnlyList<Benchmark> benchmarks, TextWriter to)
    {
        var path = arguments.Text("baseline", Path.Combine(Repository.Root, Baseline.UsualPath));
        var stored = Baseline.Read(path).Ratios;
        var only = arguments.Words.Count > 0 ? arguments.Words[0] : null;
        if (only is not null && !stored.ContainsKey(only))
        {
            throw new ArgumentException($"nothing is stored of '{only}' in {path}; there are: {string.Join(", ", stored.Keys)}");
        }

        var gate = new Gate(Measure, (int)arguments.Number("tries", 3));
        List<string[]> table = [["", "ratio", "stored", "now", "change", "tries", ""]];
        var lost = 0;
        foreach (var (name, ratios) in stored.Where(s => only is null || s.Key == only))
        {
            foreach (var ratio in await gate.Hold(name, ratios))
            {
                lost += ratio.IsLost ? 1 : 0;
                table.Add([name, ratio.Name, Figures.Places(ratio.Stored, 2), Figures.Places(ratio.Now, 2), $"{Figures.Places(((ratio.Now / ratio.Stored) - 1) * 100, 0)} %", $"{ratio.Tries}", ratio.IsLost ? "LOST" : "ok"]);
            }
        }

        var report = new Report(to);
        report.Table(table);
        report.Line(lost == 0 ? $"no ratio lost more than {Gate.Allowed:P0}" : $"{lost} of {table.Count - 1} ratios lost more than {Gate.Allowed:P0} in every try");
        return lost == 0 ? 0 : 1;

        async ValueTask<IReadOnlyDictionary<string, double>?> Measure(string name)
        {
            var benchmark = benchmarks.OfType<MeasuredBenchmark>().FirstOrDefault(b => b.Name == name) ?? throw new ArgumentException($"{path} has '{name}', which is no benchmark");
            var figures = await benchmark.MeasureFigures(arguments.Or("rounds", "5"));
            return figures.IsRight ? figures.Ratios : null;
        }
    }
}
