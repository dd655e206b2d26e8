using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Serving;

/// <summary>Options of <see cref="ReportCacheSink"/>.</summary>
[Example("""
    walls:
      from: book
      key: symbol
      walls: {}
      select: |
        symbol
        report = walls
    x: { from: walls, report_cache: { ttl: 60s } }
    """)]
[Example("""
    walls:
      from: book
      key: symbol
      walls: {}
      select: |
        symbol
        report = walls
    x: { from: walls, report_cache: { redis: $redis } }
    """)]
public sealed record ReportCacheOptions
{
    /// <summary>Age from which a report is no longer served.</summary>
    [Range("1ms", "365d"), Shorthand]
    public Duration Ttl { get; init; } = new(300_000_000_000);

    /// <summary>Age of data up to which they are fresh, when served.</summary>
    [Range("0s", "365d")]
    public Duration FreshWithin { get; init; } = new(1_000_000_000);

    /// <summary>Age of the newest fresh event from which ingestion is degraded, when served.</summary>
    [Range("1ms", "365d")]
    public Duration DegradedAfter { get; init; } = new(2_000_000_000);

    /// <summary>Age of the newest event beyond which ingestion is down, when served.</summary>
    [Range("1ms", "365d")]
    public Duration DownAfter { get; init; } = new(5_000_000_000);

    /// <summary>A Redis server to keep reports in, as host:port; empty to keep them in memory.</summary>
    public string Redis { get; init; } = "";

    /// <summary>Name for the server's access list; the default user without it.</summary>
    public string? User { get; init; }

    /// <summary>Password of the server, as secret:NAME.</summary>
    public Secret? Password { get; init; }
}
