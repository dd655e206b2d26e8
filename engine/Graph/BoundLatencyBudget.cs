namespace StreamEngine.Graph;

/// <summary>The attribute <c>latency_budget</c> of a node.</summary>
/// <param name="MaxNs">Longest time, ns.</param>
/// <param name="From">Name of the node from whose output the time is taken; null for the hand-over at the source.</param>
public sealed record BoundLatencyBudget(long MaxNs, string? From);
