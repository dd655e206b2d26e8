using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Joins;

/// <summary>Options of <see cref="Latest"/>.</summary>
[Input("right", "Rows of which the newest of each key is kept; they rank first, so a left row sees those of its instant.")]
[Input("left", "Rows that are joined with the newest row of right.")]
[Example("x: { from: { left: trades, right: quotes }, key: symbol, latest: {} }")]
[Example("x: { from: { left: trades, right: quotes }, key: symbol, latest: { on: both, ttl: 2ms } }")]
public sealed record LatestOptions
{
    /// <summary>Whose rows let it emit; <c>both</c>: the newest row of each side, whichever changes.</summary>
    public LatestOn On { get; init; } = LatestOn.Left;

    /// <summary>How long a row counts, in stream time; for ever when it is not given.</summary>
    [Range("1ns", "3650d")]
    public Duration? Ttl { get; init; }
}
