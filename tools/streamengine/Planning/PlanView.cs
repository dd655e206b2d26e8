using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Planning;

/// <summary>What is told of a plan, worked out once for text and JSON.</summary>
internal sealed class PlanView(Plan plan)
{
    /// <summary>The plan.</summary>
    public Plan Plan => plan;

    /// <summary>Edges of the graph.</summary>
    public int Edges => plan.Pipeline.Nodes.Sum(n => n.Inputs.Sum(r => r.Ports.Count));

    /// <summary>Most bytes that wait on the edges, one batch's output each not counted.</summary>
    public long EdgeBytes => plan.Boundaries.Sum(b => b.Limit.Bytes);

    /// <summary>Streams somebody reads, with their readers.</summary>
    public IReadOnlyList<PlanStream> Streams => [.. plan.Sources.Values.SelectMany(s => s).Concat(plan.Stages.SelectMany(s => s.Outputs)).Where(s => s.Readers.Count > 0)];

    /// <summary><c>node.port → reader, reader</c>.</summary>
    public static string Name(PlanStream stream)
    {
        var port = PortRefText(stream);
        return $"{port} → {string.Join(", ", stream.Readers.Select(r => r.Node.Name).Distinct())}";
    }

    /// <summary>The nodes of a stage, and what the engine does for them: <c>a + b</c>, <c>merge a</c>.</summary>
    public static string Name(PlanStage stage)
    {
        var names = string.Join(" + ", stage.Nodes.Select(n => n.Name));
        return stage.Kind switch
        {
            PlanStageKind.Merge => $"merge {names}",
            PlanStageKind.Split => $"split {names}",
            PlanStageKind.Gather => $"gather {names}",
            PlanStageKind.Answers => $"answers {names}",
            _ => names,
        };
    }

    /// <summary>Columns of a stream that are computed.</summary>
    public static IReadOnlyList<string> Read(PlanStream stream) => [.. stream.Schema.Fields.Select(f => f.Name).Where(stream.Needed.Contains)];

    /// <summary>Columns of a stream that nobody reads.</summary>
    public static IReadOnlyList<string> Pruned(PlanStream stream) => [.. stream.Schema.Fields.Select(f => f.Name).Where(f => !stream.Needed.Contains(f))];

    /// <summary>Stages of a segment in order.</summary>
    public IReadOnlyList<PlanStage> Stages(int segment) => [.. plan.Stages.Where(s => s.Segment == segment)];

    /// <summary>Boundaries that may drop rows: what lies behind them depends on timing.</summary>
    public IReadOnlyList<PlanBoundary> Lossy => [.. plan.Boundaries.Where(b => b.Limit.Policy is EdgePolicy.DropNewest or EdgePolicy.DropOldest)];

    /// <summary>Nodes whose breaches of a latency budget somebody reads: what lies behind them depends on timing.</summary>
    public IReadOnlyList<BoundNode> Measured => [.. plan.Stages.SelectMany(s => s.Breaches).Where(b => b.Value.Readers.Count > 0).Select(b => b.Key)];

    /// <summary>What holds of each sink.</summary>
    public static string Guarantee => "there are no checkpoints yet: a run starts from the beginning of its sources, and file sinks are published whole or not at all";

    private static string PortRefText(PlanStream stream)
    {
        var ports = stream.Node.Ports;
        return stream.Port < ports.Count && ports[stream.Port].Name is { Length: > 0 } name && stream.Schema == ports[stream.Port].VerbSchema
            ? $"{stream.Node.Name}.{name}"
            : stream.Schema.Name == "dead/1" && stream.Port > 0 ? $"{stream.Node.Name}.error" : stream.Node.Name;
    }
}
