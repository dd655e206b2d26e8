using System.Diagnostics;
using StreamEngine.Bench.Results;

namespace StreamEngine.Bench.Workloads;

/// <summary>
/// A workload: the engine from a YAML file, a loop by hand, the machine's limit and other designs, all over the same rows in the same process, interleaved. A contender whose answer differs from the reference in any pass
/// gets no figure.
/// </summary>
internal abstract class Workload : MeasuredBenchmark
{
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(1.5);

    /// <summary>What a row is: <c>rows</c>, <c>level changes</c>, <c>frames</c>.</summary>
    public virtual string Unit => "rows";

    /// <summary>Rows of a full run.</summary>
    public abstract int FullRows { get; }

    /// <inheritdoc/>
    public override string Options => $"--rows {Figures.Count(FullRows).Replace(',', '_')} --rounds 9";

    /// <summary>Rows of a quick run.</summary>
    public virtual int QuickRows => FullRows / 8;

    /// <summary>Makes the rows and the contenders.</summary>
    protected abstract ValueTask<Arena> Prepare(int rows, Arguments arguments);

    /// <inheritdoc/>
    public override string Definition => What;

    /// <inheritdoc/>
    public override async ValueTask<IFigures> MeasureFigures(Arguments arguments) => await Measure(arguments);

    /// <summary>Measures without printing.</summary>
    public async ValueTask<WorkloadResult> Measure(Arguments arguments)
    {
        var quick = arguments.Text("quick", "off") != "off";
        var rounds = (int)arguments.Number("rounds", quick ? 3 : 9);
        var warm = (int)arguments.Number("warm", 3);
        var arena = await Prepare((int)arguments.Number("rows", quick ? QuickRows : FullRows), arguments);
        PipelineContender.IsSlowPlanted = arguments.Text("plant", "") == "slow";
        if (arguments.Text("only", "") is { Length: > 0 } only)
        {
            arena = arena with { Contenders = [.. arena.Contenders.Where(c => c.Name.StartsWith(only, StringComparison.Ordinal))] };
        }

        var noise = Noise.Measure();
        var laps = arena.Contenders.Select(_ => new List<Lap>()).ToArray();
        var wrong = new Answer?[arena.Contenders.Count];
        foreach (var contender in arena.Contenders)
        {
            await WarmUp(contender, warm);
        }

        using var types = arguments.Text("types", "") == "on" ? new AllocatedTypes() : null;
        for (var round = -warm; round < rounds; round++)
        {
            PipelineContender.Types = round >= 0 ? types : null;
            for (var turn = 0; turn < arena.Contenders.Count; turn++)
            {
                var i = (turn + round + warm) % arena.Contenders.Count; // another one begins in each round
                GC.Collect();
                var lap = await arena.Contenders[i].Pass();
                if (arena.Contenders[i].Expected is { } expected && lap.Answer != expected)
                {
                    wrong[i] = lap.Answer;
                }

                if (round >= 0)
                {
                    laps[i].Add(lap);
                }
            }
        }

        types?.Print(Console.Error);
        var results = arena.Contenders.Select((contender, i) => wrong[i] is null ? Summary(contender, laps[i]) : null).ToList();
        var failures = arena.Contenders.Select((c, i) => wrong[i] is { } got ? $"{c.Name}: {got}, expected {c.Expected}" : null).OfType<string>().ToList();
        return new WorkloadResult(Name, What, Definition, Unit, arena, rounds, warm, noise, [.. results.OfType<ContenderResult>()], failures);
    }

    /// <summary>Until the runtime has compiled it for good: passes for a second and a half, at most ten for each round of warm-up.</summary>
    private static async ValueTask WarmUp(Contender contender, int warm)
    {
        var clock = Stopwatch.StartNew();
        for (var pass = 0; pass < warm * 10 && clock.Elapsed < WarmTime; pass++)
        {
            await contender.Pass();
        }
    }

    private static ContenderResult Summary(Contender contender, List<Lap> laps)
    {
        var times = laps.ConvertAll(l => l.Nanoseconds);
        return new ContenderResult(contender.Name, contender.Role, laps[0].Rows, Figures.Median(times), times.Min(), times.Max(), Figures.Median(laps.Select(l => (double)l.Allocated / l.Rows)), Figures.Median(laps.Select(l => l.CpuSeconds / l.Rows * 1e9)), times)
        {
            LaterBytesPerRow = Figures.Median(laps.Select(l => 2.0 * l.LaterAllocated / l.Rows)),
        };
    }
}
