using StreamEngine.Config;

namespace StreamEngine.Features;

/// <summary>How much each component of <see cref="Health"/> weighs; together 100.</summary>
public sealed record HealthWeights
{
    /// <summary>The spread.</summary>
    [Range(0, 100)]
    public double Spread { get; init; } = 20;

    /// <summary>The depth.</summary>
    [Range(0, 100)]
    public double Depth { get; init; } = 25;

    /// <summary>The balance of bids and asks.</summary>
    [Range(0, 100)]
    public double Balance { get; init; } = 15;

    /// <summary>The flow of events.</summary>
    [Range(0, 100)]
    public double Flow { get; init; } = 15;

    /// <summary>The anomalies.</summary>
    [Range(0, 100)]
    public double Anomalies { get; init; } = 15;

    /// <summary>The freshness of data.</summary>
    [Range(0, 100)]
    public double Freshness { get; init; } = 10;
}
