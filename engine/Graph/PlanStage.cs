using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>A node, or a chain of them, inside a segment.</summary>
public sealed class PlanStage
{
    /// <summary>What it does.</summary>
    public required PlanStageKind Kind { get; init; }

    /// <summary>The node (of a chain: the first).</summary>
    public required BoundNode Node { get; init; }

    /// <summary>What it reads, inlet by inlet, in rank order.</summary>
    public List<PlanStream> Inputs { get; } = [];

    /// <summary>Input of the node each inlet belongs to.</summary>
    public List<int> InletRoles { get; } = [];

    /// <summary>Steps of a fused chain, in order.</summary>
    public List<PlanStep> Steps { get; } = [];

    /// <summary>What comes out, port by port. Of a chain only port 0; dead rows leave through <see cref="Dead"/>.</summary>
    public List<PlanStream> Outputs { get; } = [];

    /// <summary>Streams of failed rows by node and port name, where somebody reads them.</summary>
    public Dictionary<(BoundNode Node, string Port), PlanStream> Dead { get; } = [];

    /// <summary>Of a worker of a parallel node: which, from 1; 0 for all other stages.</summary>
    public int Worker { get; init; }

    /// <summary>Of a worker of a parallel node: how many there are; 1 for all other stages.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Of a worker of a parallel node: what shares the rows out; null where it goes on with what the same worker of the node in front put out.</summary>
    public PlanStage? Split { get; init; }

    /// <summary>Nodes whose latency budget is measured behind this stage, and the streams of their breaches.</summary>
    public Dictionary<BoundNode, PlanStream> Breaches { get; } = [];

    /// <summary>Level: 0 behind sources, one more behind each <c>buffer</c>.</summary>
    public int Level { get; set; }

    /// <summary>Segment it runs in.</summary>
    public int Segment { get; set; }

    /// <summary>Nodes that have a part in it.</summary>
    public IEnumerable<BoundNode> Nodes => Kind == PlanStageKind.Program ? Steps.Select(s => s.Node).Distinct() : [Node];

    /// <summary>Schema of the rows coming in at an inlet.</summary>
    public Schema InputSchema(int inlet) => Inputs[inlet].Schema;
}
