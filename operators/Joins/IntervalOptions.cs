using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Joins;

/// <summary>Options of <see cref="Interval"/>.</summary>
[Input("right", "Rows that are looked up by their event time.")]
[Input("left", "Rows that are joined, each with all rows of right near it, or none.")]
[Example("x: { from: { left: trades, right: quotes }, key: symbol, interval: { before: 2ms, after: 1ms } }")]
[Example("""
x:
  from: { left: trades, right: trades }
  key: symbol
  interval: { before: 5ms, after: 0ms }
  select: |
    *
    other_price = right.price
    apart = ts - right.ts
""")]
public sealed record IntervalOptions
{
    /// <summary>How far before its own event time a left row looks. It must be given: it bounds what is kept.</summary>
    [Range("0ns", "365d")]
    public Duration? Before { get; init; }

    /// <summary>How far after its own event time a left row looks, and so how long it is held back. It must be given: it bounds what is kept.</summary>
    [Range("0ns", "365d")]
    public Duration? After { get; init; }
}
