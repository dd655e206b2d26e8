namespace StreamEngine.Graph;

/// <summary>A pipeline file with everything resolved; nothing has been opened.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">The nodes, inputs first; within that in file order.</param>
/// <param name="LatenessNs"><c>time.lateness</c>, ns.</param>
public sealed record BoundPipeline(string Name, IReadOnlyList<BoundNode> Nodes, long LatenessNs);
