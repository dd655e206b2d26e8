using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Redis;

/// <summary>Options of <see cref="RedisStreamSource"/>.</summary>
[Example("x: { redis_stream: { stream: filled, server: $redis, once: true } }")]
public sealed record RedisStreamSourceOptions
{
    /// <summary>The stream's key; made when it is not there.</summary>
    [Required, Shorthand]
    public string Stream { get; init; } = "";

    /// <summary>The server, as host:port.</summary>
    public string Server { get; init; } = "127.0.0.1:6379";

    /// <summary>Name for the server's access list; the default user without it.</summary>
    public string? User { get; init; }

    /// <summary>Password, as secret:NAME.</summary>
    public Secret? Password { get; init; }

    /// <summary>The consumer group: its consumers share the entries out. Made when it is not there, from the oldest entry on.</summary>
    public string Group { get; init; } = "streamengine";

    /// <summary>Name of this consumer in the group, the same at each start: another for each process that reads at the same time.</summary>
    public string Consumer { get; init; } = "reader";

    /// <summary>Time without acknowledgement from which an entry that another consumer took is taken over: that consumer is held to be gone.</summary>
    [Range("100ms", "30d")]
    public Duration ReclaimAfter { get; init; } = new(30_000_000_000);

    /// <summary>How far back from the newest entry to read again at the start what the group has acknowledged, so that windows are as full as before. Only for the one consumer of a group.</summary>
    [Range("0s", "30d")]
    public Duration Rebuild { get; init; }

    /// <summary>Whether to read what the stream holds now, without the group, and end; as in every replay.</summary>
    public bool Once { get; init; }

    /// <summary>How long to go on trying while the server does not answer, before the run fails.</summary>
    [Range("0s", "30d")]
    public Duration Wait { get; init; } = new(86_400_000_000_000);
}
