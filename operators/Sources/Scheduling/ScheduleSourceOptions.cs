using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Sources;

/// <summary>Options of <see cref="ScheduleSource"/>.</summary>
[Example("x: { schedule: { every: 10ms, start: '2024-01-01T00:00:00Z', count: 50 } }")]
[Example("x: { schedule: { cron: '*/30 8-17 * * mon-fri', zone: Europe/Berlin, start: '2024-03-29T00:00:00Z', count: 60 } }")]
public sealed record ScheduleSourceOptions
{
    /// <summary>Distance between rows.</summary>
    [Shorthand, Range("1us", "365d")]
    public Duration? Every { get; init; }

    /// <summary>Where the grid of <c>every</c> stands: one of its instants, counted from the epoch.</summary>
    [Range("0s", "365d")]
    public Duration Offset { get; init; }

    /// <summary>Five fields: minute, hour, day of month, month, day of week.</summary>
    public string? Cron { get; init; }

    /// <summary>Time zone of <c>cron</c>, by its IANA name.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Time before which no row comes, RFC 3339, UTC. Under <c>live</c> the rows since then come at once.</summary>
    public string? Start { get; init; }

    /// <summary>Time behind which no row comes, RFC 3339, UTC.</summary>
    public string? Until { get; init; }

    /// <summary>Rows in all.</summary>
    [Range(1, double.PositiveInfinity)]
    public long? Count { get; init; }
}
