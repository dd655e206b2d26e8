namespace StreamEngine.Runtime;

/// <summary>What one node did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verb">Its verb; null without one.</param>
/// <param name="IsSource">Whether it is a source.</param>
/// <param name="IsSink">Whether it is a sink.</param>
/// <param name="Counters">Rows by fate.</param>
public sealed record NodeSummary(string Name, string? Verb, bool IsSource, bool IsSink, NodeCounters Counters);
