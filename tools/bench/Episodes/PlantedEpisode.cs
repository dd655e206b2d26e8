namespace StreamEngine.Bench.Episodes;

/// <summary>The truth about an episode, as the simulator labels it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="IsLookAlike">Whether the definition does not hold.</param>
/// <param name="Severity">0 low, 1 medium, 2 high; null where the definition gives none in numbers.</param>
/// <param name="Begin">First message, ns.</param>
/// <param name="End">Last message, ns.</param>
/// <param name="Aspect">Which parameter was drawn.</param>
/// <param name="Distance">How far it is from its threshold, as a share of it; null without one.</param>
internal sealed record PlantedEpisode(string Kind, bool IsLookAlike, int? Severity, long Begin, long End, string Aspect, double? Distance)
{
    /// <summary>Share of a threshold within which a parameter is near it.</summary>
    public const double Near = 0.1;

    /// <summary>Whether the parameter drawn is within a tenth of its threshold.</summary>
    public bool IsNear => Distance is { } distance && Math.Abs(distance) <= Near;
}
