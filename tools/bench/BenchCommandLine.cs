using System.Text.Json.Nodes;
using StreamEngine.Bench.Gates;
using StreamEngine.Bench.Results;
using StreamEngine.Config;

namespace StreamEngine.Bench;

/// <summary>The command line of the tool: a benchmark, several, or what to do with results.</summary>
internal static class BenchCommandLine
{
    private const string Program = "streamengine bench";

    private static readonly string[] Common = ["json", "quick", "rounds", "warm", "rows", "only", "plant", "types"];

    private static readonly (string Name, string What, string Options)[] Commands =
    [
        ("all", "every benchmark with its usual sizes", ""),
        (GateCommand.Name, "hold the engine's ratios to the stored ones: fails on a loss over 15 %", $"[NAME] {GateCommand.Options}"),
        (WriteCommands.Docs, "store what --json printed and write docs/performance.md of it", "FILE…"),
        (WriteCommands.Ratios, "store the ratios the gate holds", ""),
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>0; 1 when an answer was wrong or a ratio was lost; 2 for a command line that says nothing that can be done.</returns>
    public static async Task<int> Run(string[] args, TextWriter to, TextWriter errors)
    {
        try
        {
            return await Run(Arguments.Parse(args), to);
        }
        catch (ArgumentException usage)
        {
            errors.WriteLine($"{Program}: {usage.Message}");
            return 2;
        }
    }

    private static async Task<int> Run(Arguments arguments, TextWriter to)
    {
        var all = AllBenchmarks.InOrder;
        switch (arguments.Name)
        {
            case GateCommand.Name: return await GateCommand.Run(arguments, all, to);
            case WriteCommands.Docs: WriteCommands.WriteDocs(arguments, [.. all.Select(b => b.Name)], to); return 0;
            case WriteCommands.Ratios: WriteCommands.WriteBaseline(to); return 0;
        }

        List<Benchmark> chosen = [.. all.Where(b => arguments.Name switch { "" => b is MeasuredBenchmark, "all" => true, var name => b.Name == name || b.Name.StartsWith(name + "-", StringComparison.Ordinal) })];
        if (chosen.Count == 0)
        {
            throw new ArgumentException(Unknown(arguments.Name));
        }

        if (arguments.Words.Count > 0)
        {
            throw new ArgumentException($"'{arguments.Words[0]}' is one argument too many");
        }

        if (chosen is [var one])
        {
            CheckOptions(one, arguments);
        }

        return arguments.IsOn("json") ? await Json(chosen, arguments, to) : await Text(chosen, arguments, to);
    }

    private static async Task<int> Text(List<Benchmark> chosen, Arguments arguments, TextWriter to)
    {
        var report = new Report(to);
        foreach (var benchmark in chosen)
        {
            report.Start(benchmark);
            await benchmark.Run(arguments, report);
        }

        return report.Failures == 0 ? 0 : 1;
    }

    private static async Task<int> Json(List<Benchmark> chosen, Arguments arguments, TextWriter to)
    {
        var (told, wrong) = (new JsonArray(), 0);
        foreach (var benchmark in chosen)
        {
            if (benchmark is MeasuredBenchmark measured)
            {
                var figures = await measured.MeasureFigures(arguments);
                told.Add(figures.Json());
                wrong += figures.IsRight ? 0 : 1;
            }
            else
            {
                var (json, failures) = await TextFigures.Of(benchmark, arguments);
                told.Add(json);
                wrong += failures;
            }
        }

        to.Write(BenchJson.Text(new JsonObject { ["machine"] = BenchJson.Machine(), ["quick"] = arguments.IsOn("quick"), ["benchmarks"] = told }));
        return wrong == 0 ? 0 : 1;
    }

    private static void CheckOptions(Benchmark benchmark, Arguments arguments)
    {
        var known = benchmark.Options.Split(' ').Where(w => w.StartsWith("--", StringComparison.Ordinal)).Select(w => w[2..]).Concat(Common).Distinct().ToList();
        if (arguments.Given.FirstOrDefault(g => !known.Contains(g)) is { } unknown)
        {
            throw new ArgumentException($"{benchmark.Name} has no option '--{unknown}'; {Nearest.Question("--" + unknown, known.Select(k => "--" + k))?.ToString() ?? $"there are: {string.Join(", ", known.Select(k => "--" + k))}"}");
        }
    }

    private static string Unknown(string name)
    {
        var list = AllBenchmarks.InOrder.Select(b => (b.Name, b.What)).Concat(Commands.Select(c => (c.Name, What: $"{c.What} {c.Options}".TrimEnd()))).ToList();
        var question = Nearest.Question(name, list.Select(b => b.Name));
        return $"there is no benchmark {ProblemText.Quote(name)}; {(question is null ? "" : question + "\n")}there are:\n"
            + string.Join('\n', list.Select(b => Report.Wrap($"  {b.Name,-14} {b.What}", "                 ")));
    }
}
