using System.Text;
using StreamEngine.Conformance;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Faults;

namespace StreamEngine.Simulation.Running;

/// <summary>Runs a case on the engine, from its YAML text: one thread, a seeded scheduler, a virtual clock, arrays overwritten as soon as they are returned.</summary>
/// <param name="registry">The operators.</param>
/// <param name="fault">A bug to plant; null for none.</param>
internal sealed class EngineRun(OperatorRegistry registry, PlantedFault? fault)
{
    /// <summary>Runs a case from a stream time to another.</summary>
    /// <param name="case">The case.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="schedule">How.</param>
    /// <param name="until">Stream time at which its sources stop without an end; null to let everything close.</param>
    /// <param name="after">What an earlier run left, and where it stopped; null for the beginning.</param>
    public SimOutcome Execute(SimCase @case, string yaml, SimSchedule schedule, long? until, (SimOutcome Run, long At)? after)
    {
        var (bound, problems) = Bind(yaml, registry);
        if (bound is null)
        {
            return new SimOutcome(new Dictionary<string, IReadOnlyList<SimRow>>(), $"refused: {string.Join('\n', problems.InOrder().Select(Config.ProblemText.Line))}");
        }

        var graph = new EngineGraph(bound, schedule, after?.Run.Saved, fault);
        var pool = new BufferPool(overwrite: true);
        var scheduler = new SeededScheduler(schedule.Seed);
        var coin = new Random(~schedule.Seed);
        var options = new RunOptions
        {
            Clock = new VirtualClock(),
            IsReplay = true,
            Scheduler = scheduler,
            Pool = pool,
            BatchMax = schedule.BatchMax,
            RunsConsumers = () => schedule.Seed % 3 == 1 || (schedule.Seed % 3 == 2 && coin.Next(2) == 0),
            StandIns = @case.Sources.Select((s, i) => (s.Name, Source: (Source)new DrawnSource(s, schedule, schedule.Seed + i, after?.At, until))).ToDictionary(s => s.Name, s => s.Source),
            Around = fault is null ? null : (plan, stage) => plan.Kind == PlanStageKind.Answers ? stage : fault.Around(plan, stage),
        };
        try
        {
            return scheduler.RunToEnd(() => Execute(@case, graph, options, scheduler));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // whatever comes out of the engine is a finding: a deadlock, a bug that it names itself, or one that nobody thought of
            return new SimOutcome(graph.Rows(@case), failure is BrokenPromiseException ? failure.Message : failure.ToString());
        }
    }

    /// <summary>Binds the text of a case.</summary>
    public static (BoundPipeline? Bound, Config.Problems Problems) Bind(string yaml, OperatorRegistry registry)
    {
        var problems = new Config.Problems();
        return (PipelineFile.Bind("case.yaml", Encoding.UTF8.GetBytes(yaml), registry, new BindSettings(), problems), problems);
    }

    private static async Task<SimOutcome> Execute(SimCase @case, EngineGraph graph, RunOptions options, SeededScheduler scheduler)
    {
        RunSummary summary;
        IReadOnlyDictionary<string, byte[]> saved;
        await using (var run = Run.Open(Planner.Make(graph.Pipeline), options))
        {
            scheduler.Describe = () => string.Join("; ", run.EdgeStates());
            summary = await run.Execute();
            saved = summary.Failure is null ? graph.Saved() : new Dictionary<string, byte[]>();
        }

        var failure = summary.Failure is { } failed ? failed.ToString()
            : summary.Unaccounted.Count > 0 ? string.Join("; ", summary.Unaccounted)
            : scheduler.Foreign > 0 ? $"{scheduler.Foreign} tasks came from other threads"
            : null;
        return new SimOutcome(graph.Rows(@case), failure) { Saved = saved, Steps = scheduler.Steps };
    }
}
