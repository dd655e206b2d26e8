using System.Diagnostics;
using System.Globalization;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Faults;
using StreamEngine.Simulation.Running;
using StreamEngine.Simulation.Shrinking;

namespace StreamEngine.Simulation;

/// <summary>The command line: runs seeds, prints what was covered and every failure, shrunk.</summary>
internal sealed class SimulateCommand(TextWriter output)
{
    private const int MostShown = 5;
    private const int SeedsBetween = 10_000;

    /// <summary>Runs; 0 when engine and reference agree on every seed (or the planted bug was found), 1 when not, 2 when the command line is wrong.</summary>
    public int Run(IReadOnlyList<string> arguments)
    {
        var given = Given(arguments);
        if (given is null)
        {
            output.WriteLine("usage: simulate [--seeds N] [--start S] | --seed N | --plant NAME|all [--seeds N] | --plants");
            return 2;
        }

        if (given.ContainsKey("plants"))
        {
            foreach (var fault in PlantedFaults.All)
            {
                output.WriteLine($"{fault.Name,-24} {fault.What}");
            }

            return 0;
        }

        var start = Number(given, "start", 1);
        if (given.TryGetValue("plant", out var name))
        {
            return Plant(name, start, Number(given, "seeds", 5000));
        }

        return given.ContainsKey("seed") ? Show(Number(given, "seed", 1)) : Seeds(start, Number(given, "seeds", 2000));
    }

    private int Seeds(int start, int count)
    {
        var clock = Stopwatch.StartNew();
        var simulator = new Simulator();
        var coverage = new Coverage();
        var failures = 0;
        for (var seed = start; seed < start + count; seed++)
        {
            var result = simulator.Run(Simulator.Draw(seed));
            coverage.Add(result);
            if (result.Difference is not null && ++failures <= MostShown)
            {
                Print(Shrinker.Shrink(simulator, result));
            }

            if (coverage.Seeds % SeedsBetween == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{coverage.Seeds} seeds, {failures} failures"));
            }
        }

        coverage.Print(output, clock.Elapsed);
        output.WriteLine($"open failures {failures}");
        return failures == 0 ? 0 : 1;
    }

    private int Show(int seed)
    {
        var simulator = new Simulator();
        var @case = Simulator.Draw(seed);
        output.WriteLine(CaseText.Yaml(@case));
        output.WriteLine(@case.Schedule);
        var result = simulator.Run(@case);
        if (result.Difference is null)
        {
            output.WriteLine(result.IsOutside ? $"seed {seed}: outside the reference" : $"seed {seed}: engine and reference agree");
            return 0;
        }

        output.WriteLine(result.Difference);
        Print(Shrinker.Shrink(simulator, result));
        return 1;
    }

    private int Plant(string name, int start, int most)
    {
        var chosen = PlantedFaults.All.Where(f => name == "all" || f.Name == name).ToList();
        if (chosen.Count == 0)
        {
            output.WriteLine($"no planted bug is called '{name}'; there are: {string.Join(", ", PlantedFaults.All.Select(f => f.Name))}");
            return 2;
        }

        var missed = 0;
        foreach (var fault in chosen)
        {
            var found = PlantedFaults.Find(fault, start, most);
            missed += found is null ? 1 : 0;
            output.WriteLine(found is null ? $"{fault.Name,-24} not found in {most} seeds" : $"{fault.Name,-24} found by seed {found.Case.Seed} (seed {found.Case.Seed - start + 1} of the run)");
            if (found is not null && chosen.Count == 1)
            {
                Print(Shrinker.Shrink(new Simulator(fault), found));
            }
        }

        output.WriteLine($"planted {chosen.Count}, found {chosen.Count - missed}");
        return missed == 0 ? 0 : 1;
    }

    private void Print(SimResult result)
    {
        output.WriteLine($"seed {result.Case.Seed}: {result.Case.Nodes.Count} nodes, {result.Case.Rows} rows after shrinking; simulate --seed {result.Case.Seed}");
        output.WriteLine(CaseText.Yaml(result.Case));
        foreach (var source in result.Case.Sources)
        {
            output.WriteLine($"{source.Name}.jsonl, stream times {string.Join(' ', source.Rows.Select(r => r.At))}");
            output.Write(CaseText.Lines(source));
        }

        output.WriteLine(result.Case.Schedule);
        output.WriteLine(result.Difference);
        output.WriteLine();
    }

    private static int Number(Dictionary<string, string> given, string name, int fallback) =>
        given.TryGetValue(name, out var text) ? int.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : fallback;

    private static Dictionary<string, string>? Given(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--plants":
                    given["plants"] = "";
                    break;
                case "--seeds" or "--start" or "--seed" or "--plant" when i + 1 < arguments.Count:
                    given[arguments[i][2..]] = arguments[++i];
                    break;
                default:
                    return null;
            }
        }

        return given;
    }
}
