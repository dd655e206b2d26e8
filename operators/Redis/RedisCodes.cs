using StreamEngine.Config;

namespace StreamEngine.Redis;

/// <summary>SE97: Redis.</summary>
[ErrorFamily]
public static class RedisCodes
{
    /// <summary>An address that names no server.</summary>
    public static readonly ErrorCode Address = new("SE2411", "not the address of a Redis server",
        "A server is given as host:port, and nothing else: a password has an option of its own, of type secret.",
        "Write the host and the port; put a password under 'password' as secret:NAME.",
        "redis_stream: { stream: market, server: 'redis://:hunter2@cache' }",
        "redis_stream: { stream: market, server: cache:6379, password: secret:REDIS_PASSWORD }");

    /// <summary>No answer for longer than may be waited.</summary>
    public static readonly ErrorCode Unreachable = new("SE9701", "a Redis server that does not answer",
        "The server could not be reached, or broke off, again and again for as long as 'wait' allows. Exit code 74.",
        "Start it, correct 'server', or wait longer with 'wait'; then start the run again: what was not acknowledged is delivered again.",
        "out: { from: events, redis_stream: { stream: market, server: nowhere:6379, wait: 1s } }",
        "out: { from: events, redis_stream: { stream: market, server: 127.0.0.1:6379 } }");

    /// <summary>The server said no.</summary>
    public static readonly ErrorCode Refused = new("SE9702", "a Redis server that refuses a command",
        "The server answered with an error that trying again does not mend: a password is missing or wrong, the key holds something else than a stream, or the user may not do it. Exit code 74.",
        "The message has the server's own words. Give 'user' and 'password', or another 'stream'.",
        "events: { redis_stream: { stream: market } }   # the server asks for a password",
        "events: { redis_stream: { stream: market, password: secret:REDIS_PASSWORD } }");

    /// <summary>Bytes that are no reply.</summary>
    public static readonly ErrorCode Malformed = new("SE9703", "an answer that is not of a Redis server",
        "What came is not the protocol RESP2, or is beyond its bounds in size or depth. The connection is dropped and made anew, for as long as 'wait' allows. Exit code 74.",
        "Look whether 'server' is a Redis server, and not a port of something else or one that asks for TLS.",
        "redis_stream: { stream: market, server: 127.0.0.1:80 }",
        "redis_stream: { stream: market, server: 127.0.0.1:6379 }");

    /// <summary>An entry that holds no event.</summary>
    public static readonly ErrorCode Entry = new("SE9704", "an entry of a stream that holds no event",
        "An entry has a field 'event' with a JSON text; this one has none, or one that is no JSON. It is acknowledged like the others, once its error row has been taken.",
        "Look at the dead letter: its fields are there. Whoever added the entry writes something else to this stream.",
        "XADD market * note hello",
        "XADD market * event '{\"type\":\"trade_tick\"}'");

    /// <summary>Entries are gone that were never delivered.</summary>
    public static readonly ErrorCode Gap = new("SE9705", "entries of a stream that are gone",
        "Entries were trimmed before this group read them, or the server came back without them, since it does not keep what it holds on disk.",
        "Read faster or keep longer ('keep' of the sink); let the server write an append-only file (appendonly yes).",
        "keep: 1m   # and the reader stood still for an hour",
        "keep: 60m");
}
