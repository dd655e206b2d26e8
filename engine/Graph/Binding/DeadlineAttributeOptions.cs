using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>deadline</c>: the longest one call of a model may take, by the run's clock; not judged in a replay.</summary>
public sealed record DeadlineAttributeOptions
{
    /// <summary>Longest time of one call. The rows of a call that takes longer go to port <c>error</c>.</summary>
    [Required, Shorthand, Range("10us", "1h")]
    public Duration Max { get; init; } = new(1_000_000_000);
}
