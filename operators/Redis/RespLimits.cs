namespace StreamEngine.Redis;

/// <summary>What a reply may be at most: a server that sends more is not trusted any further.</summary>
public sealed record RespLimits
{
    /// <summary>Bytes of a line: a status, an error, a number or a length.</summary>
    public int LineBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of a whole reply.</summary>
    public long ReplyBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Values in a reply, on all levels.</summary>
    public int Values { get; init; } = 1_000_000;

    /// <summary>Levels of lists in lists.</summary>
    public int Depth { get; init; } = 8;
}
