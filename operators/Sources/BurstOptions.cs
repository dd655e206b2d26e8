using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>When a <see cref="MarketSimulator"/> is busier. The mean rate stays what it is.</summary>
public sealed record BurstOptions
{
    /// <summary>Time from burst to burst.</summary>
    [Range("1ms", "30d")]
    public Duration Every { get; init; } = new(5_000_000_000);

    /// <summary>Length of a burst; it ends each period.</summary>
    [Range("0s", "30d")]
    public Duration Length { get; init; } = new(200_000_000);

    /// <summary>Events a second in a burst over those outside.</summary>
    [Range(1, 1_000)]
    public double Factor { get; init; } = 10;
}
