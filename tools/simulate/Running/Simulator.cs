using StreamEngine.Conformance;
using StreamEngine.Graph;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Faults;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Running;

/// <summary>Runs cases on the engine and holds what comes out to the reference, row for row.</summary>
internal sealed class Simulator
{
    private const int MostAttempts = 20;
    private static readonly string[] Unfollowed = ["SE3009", "SE4201"];
    private readonly EngineRun _engine;

    /// <summary>A simulator.</summary>
    /// <param name="fault">A bug to plant; null for none.</param>
    public Simulator(PlantedFault? fault = null) => _engine = new EngineRun(Registry, fault);

    /// <summary>The shipped operators.</summary>
    public static OperatorRegistry Registry { get; } = new(typeof(Sources.CaptureFile).Assembly, typeof(Simulator).Assembly);

    /// <summary>Verbs cases may have: those the engine has.</summary>
    public static IReadOnlySet<string> Verbs { get; } = Registry.All.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The case of a seed: the first of those it draws that the reference answers and that is a valid file but for units and nulls, which the generator does not follow.</summary>
    public static SimCase Draw(int seed)
    {
        for (var attempt = 0; ; attempt++)
        {
            var drawn = CaseDraw.Draw(unchecked(seed + (attempt * 1_000_003)), Verbs) with { Seed = seed };
            if (attempt == MostAttempts)
            {
                return drawn;
            }

            if (Expected(drawn) is { } expected && EngineRun.Bind(CaseText.Yaml(drawn), Registry).Problems.All(p => !Unfollowed.Contains(p.Code)))
            {
                return drawn with { Expected = expected };
            }
        }
    }

    /// <summary>Runs a case every way its schedule says.</summary>
    public SimResult Run(SimCase @case)
    {
        if ((@case.Expected ?? Expected(@case)) is not { } expected)
        {
            return new SimResult(@case, null, 0, IsOutside: true);
        }

        var yaml = CaseText.Yaml(@case);
        var steps = 0;
        string? difference;
        if (@case.Schedule.SaveAt is { } at)
        {
            difference = InTwo(@case, yaml, at, expected, ref steps);
        }
        else
        {
            var whole = Execute(@case, yaml, @case.Schedule, ref steps);
            difference = Comparison.Difference(@case, expected, whole, null, null);
            if (difference is null && @case.Seed % 4 == 0)
            {
                var plain = Execute(@case, yaml, @case.Schedule with { BatchMax = 1024, StallPercent = 0, PunctuationPercent = 0 }, ref steps);
                difference = Comparison.Difference(@case, expected, plain, null, null) ?? Comparison.Order(whole, plain);
            }
        }

        return new SimResult(@case, difference, steps, IsOutside: false);
    }

    private static IReadOnlyDictionary<string, SimStream>? Expected(SimCase @case)
    {
        try
        {
            return Interpreter.Run(@case);
        }
        catch (OutsideReferenceException)
        {
            return null;
        }
    }

    private SimOutcome Execute(SimCase @case, string yaml, SimSchedule schedule, ref int steps)
    {
        var outcome = _engine.Execute(@case, yaml, schedule, null, null);
        steps += outcome.Steps;
        return outcome;
    }

    /// <summary>Stops everything at a stream time, takes the state out, and goes on in a run of its own; nothing may be held up, emitted early, lost or doubled.</summary>
    private string? InTwo(SimCase @case, string yaml, long at, IReadOnlyDictionary<string, SimStream> expected, ref int steps)
    {
        var first = _engine.Execute(@case, yaml, @case.Schedule, at, null);
        steps += first.Steps;
        if (Comparison.Difference(@case, expected, first, null, at) is { } early)
        {
            return $"stopped at {at}: {early}";
        }

        if (@case.Nodes.Any(n => n.Verb is Verbs.CallVerb))
        {
            return null; // answers under way are not saved yet
        }

        var second = _engine.Execute(@case, yaml, @case.Schedule with { Seed = @case.Schedule.Seed + 1 }, null, (first, at));
        steps += second.Steps;
        return Comparison.Difference(@case, expected, second, at, null) is { } late ? $"saved and loaded at {at}: {late}" : null;
    }
}
