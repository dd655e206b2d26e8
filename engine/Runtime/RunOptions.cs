using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>What a run is handed: time, scheduling, memory and where consoles print. Nothing of it is ambient.</summary>
public sealed record RunOptions
{
    /// <summary>The clock for pacing and for measuring.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Whether sources deliver as fast as rows are taken, whatever pace they have.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Runs every turn and pump.</summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>Arrays of the run.</summary>
    public BufferPool Pool { get; init; } = new();

    /// <summary>Dictionaries of the run.</summary>
    public SymbolTables Symbols { get; init; } = new();

    /// <summary>Whether the run measures where its time goes, for <see cref="Run.Look"/>: two readings of the clock a batch and stage.</summary>
    public bool MeasuresTime { get; init; }

    /// <summary>Where console sinks print.</summary>
    public TextWriter Console { get; init; } = TextWriter.Null;

    /// <summary>Sources to pull in the place of those of some nodes, by the node's name: a replay's, or a test's. Their deliveries fit the ports the node was bound with.</summary>
    public IReadOnlyDictionary<string, Source> StandIns { get; init; } = new Dictionary<string, Source>();

    /// <summary>Most rows of a batch where a node does not say: 1,024; in a replay, where no row waits for company, 4,096.</summary>
    public int BatchMax
    {
        get => field > 0 ? field : IsReplay ? 4096 : 1024;
        init;
    }

    /// <summary>Asked each time a producer has sent something, whether it runs the consumer itself: in the place of what the two cost, which depends on the machine. How the simulation draws it.</summary>
    internal Func<bool>? RunsConsumers { get; init; }

    /// <summary>What stands in the place of a stage: how the simulation plants bugs to see that it finds them. Not to be reached from outside the repository.</summary>
    internal Func<Graph.PlanStage, IStage, IStage>? Around { get; init; }
}
