using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Redis;

/// <summary>Options of <see cref="RedisStreamSink"/>.</summary>
[Example("x: { from: frames, redis_stream: { stream: out, column: text, server: $redis } }")]
public sealed record RedisStreamSinkOptions
{
    /// <summary>The stream's key; made with the first entry.</summary>
    [Required, Shorthand]
    public string Stream { get; init; } = "";

    /// <summary>The server, as host:port.</summary>
    public string Server { get; init; } = "127.0.0.1:6379";

    /// <summary>Name for the server's access list; the default user without it.</summary>
    public string? User { get; init; }

    /// <summary>Password, as secret:NAME.</summary>
    public Secret? Password { get; init; }

    /// <summary>The column with the text of the event.</summary>
    public ColumnName Column { get; init; } = new("event");

    /// <summary>Age from which entries are removed, by the server's clock. Roughly: the server removes whole nodes of some hundred entries.</summary>
    [Range("1s", "365d")]
    public Duration Keep { get; init; } = new(3_600_000_000_000);

    /// <summary>How long to go on trying while the server does not answer, before the run fails.</summary>
    [Range("0s", "30d")]
    public Duration Wait { get; init; } = new(600_000_000_000);
}
