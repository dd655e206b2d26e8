using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>What a run is made of.</summary>
/// <param name="Sources">Its sources.</param>
/// <param name="Segments">Its segments.</param>
/// <param name="Sinks">Its sinks.</param>
/// <param name="Edges">Its boundaries.</param>
/// <param name="Counters">Rows by fate, by node.</param>
/// <param name="Taps">Where rows between stages can be looked at.</param>
/// <param name="Merges">Its merges.</param>
/// <param name="Workers">Rows by fate of each worker of a parallel node: what came in was counted by the node's splitter.</param>
/// <param name="Operators">Its operators with their keys, by node; of a parallel node one a worker.</param>
/// <param name="Boundaries">The edge of each boundary.</param>
/// <param name="View">Where its time is measured.</param>
/// <param name="Fronts">Merges in front of a node's own steps: what they still hold is the node's, and pending.</param>
internal sealed record RunParts(
    List<SourcePump> Sources,
    List<Segment> Segments,
    List<(BoundNode Node, SinkPump Pump)> Sinks,
    IReadOnlyList<Edge> Edges,
    IReadOnlyDictionary<BoundNode, NodeCounters> Counters,
    IReadOnlyDictionary<PlanStream, TapPoint> Taps,
    IReadOnlyList<WatchedMerge> Merges,
    IReadOnlyList<(string Node, KeyTable Keys, BatchOperator Operator)> Operators,
    IReadOnlyList<(BoundNode Node, NodeCounters Merge)> Fronts,
    IReadOnlyList<(BoundNode Node, NodeCounters Worker)> Workers,
    IReadOnlyDictionary<PlanBoundary, Edge> Boundaries,
    ViewParts View);
