using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>latency_budget</c>: how long rows may take to a node, by the run's clock.</summary>
public sealed record LatencyBudgetOptions
{
    /// <summary>Longest time from the hand-over at the source, or from the node <c>from</c>, to the end of this node's work on the batch.</summary>
    [Required, Shorthand, Range("1us", "1d")]
    public Duration Max { get; init; } = new(1_000_000);

    /// <summary>The node in front from whose output the time is taken; the source where it is not given.</summary>
    public string? From { get; init; }
}
