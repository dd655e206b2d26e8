namespace StreamEngine.Runtime;

/// <summary>A run at an instant: what its nodes did so far, what waits on its edges, and where its time went.</summary>
/// <param name="Pipeline">Name of the pipeline.</param>
/// <param name="Nodes">The nodes, inputs first.</param>
/// <param name="Edges">The edges, by the node that reads.</param>
/// <param name="Segments">How each segment spent its time, segment 1 first.</param>
/// <param name="Boundaries">What waits at each boundary.</param>
/// <param name="StreamTime">The newest stream time a source has reached; null before the first row.</param>
public sealed record RunView(
    string Pipeline, IReadOnlyList<NodeView> Nodes, IReadOnlyList<EdgeView> Edges, IReadOnlyList<TimeShares> Segments, IReadOnlyList<EdgeState> Boundaries, long? StreamTime)
{
    /// <summary>A node by its name.</summary>
    public NodeView this[string node] => Nodes.First(n => n.Name == node);
}
