using StreamEngine.Config;

namespace StreamEngine.Bench.Workloads;

/// <summary>Options of <see cref="SlowFeature"/>.</summary>
public sealed record SlowFeatureOptions
{
    /// <summary>Multiplications wasted on a row, one after the other.</summary>
    [Shorthand, Range(1, 1_000_000)]
    public int Steps { get; init; } = 400;
}
