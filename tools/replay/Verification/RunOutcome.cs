namespace StreamEngine.Replay.Verification;

/// <summary>What one run gave.</summary>
/// <param name="Conditions">How it was run.</param>
/// <param name="Sinks">Its sinks, in the order of the graph; empty when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RunOutcome(RunConditions Conditions, IReadOnlyList<SinkOutcome> Sinks, string? Failure, TimeSpan Elapsed)
{
    /// <summary>Where the rows of each sink are, as a recording, by sink; empty when they were not kept.</summary>
    public IReadOnlyDictionary<string, string> Recordings { get; init; } = new Dictionary<string, string>();
}
