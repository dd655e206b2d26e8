using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>What a run is made of.</summary>
internal sealed record RunParts(
    List<SourcePump> Sources, List<Segment> Segments, List<(BoundNode Node, SinkPump Pump)> Sinks, IReadOnlyList<Edge> Edges, IReadOnlyDictionary<BoundNode, NodeCounters> Counters);
