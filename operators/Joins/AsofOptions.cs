using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Joins;

/// <summary>Options of <see cref="Asof"/>.</summary>
[Input("right", "Rows that are looked up by their event time; they rank first, so a left row sees those of its instant.")]
[Input("left", "Rows that are joined, each with one row of right or none.")]
[Example("x: { from: { left: trades, right: quotes }, key: symbol, asof: { tolerance: 500ms } }")]
[Example("x: { from: { left: trades, right: quotes }, key: symbol, asof: { tolerance: 5ms, direction: forward } }")]
[Example("""
x:
  from: { left: quotes, right: trades }
  key: symbol
  asof: { tolerance: 20ms, direction: nearest, keep: 100 }
  select: |
    bid_px
    price
    apart = right.ts - ts
""")]
public sealed record AsofOptions
{
    /// <summary>How far apart the event times of two joined rows may be. It must be given: it bounds what is kept.</summary>
    [Range("0ns", "365d")]
    public Duration? Tolerance { get; init; }

    /// <summary>Where to look from the left row's event time.</summary>
    public AsofDirection Direction { get; init; } = AsofDirection.Backward;

    /// <summary>Most right rows kept of a key, the newest by event time; all within reach of the tolerance when it is not given.</summary>
    [Range(1, 1_000_000)]
    public int? Keep { get; init; }
}
