using StreamEngine.Config;

namespace StreamEngine.Joins;

/// <summary>What joins refuse beyond the range of one option.</summary>
[ErrorFamily]
public static class JoinCodes
{
    /// <summary>Nothing says how long a row of a join is kept.</summary>
    public static readonly ErrorCode Unbounded = new("SE6101", "nothing bounds what is kept",
        "A join keeps rows for those of the other side that are still to come. Without a declared bound it would keep all of them, and memory would grow with the stream.",
        "Add the key that the message names, with as long a time as two rows that belong together may lie apart.",
        "asof: {}",
        "asof: { tolerance: 500ms }");
}
