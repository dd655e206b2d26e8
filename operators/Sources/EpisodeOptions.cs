using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>Episodes that a <see cref="MarketSimulator"/> plants into a calm market, and tells on its port <c>labels</c>.</summary>
public sealed record EpisodeOptions
{
    /// <summary>Kinds to draw from, each as often; none for a market without episodes. About half of those of spoofing, iceberg and flash crash are look-alikes.</summary>
    [MaxItems(7)]
    public IReadOnlyList<EpisodeKind> Kinds { get; init; } = [];

    /// <summary>Time from the begin of one episode to that of the next of a symbol; later where the one before has not been over for 35 seconds.</summary>
    [Range("1s", "30d")]
    public Duration Every { get; init; } = new(60_000_000_000);
}
