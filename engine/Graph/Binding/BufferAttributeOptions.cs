using StreamEngine.Config;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>buffer</c>: a boundary in front of the node, with its limit and policy.</summary>
public sealed record BufferAttributeOptions
{
    /// <summary>Limit in rows.</summary>
    [Range(1, 10_000_000), Shorthand] public int Rows { get; init; } = 8192;

    /// <summary>Limit in bytes.</summary>
    public ByteSize Bytes { get; init; } = new(64L << 20);

    /// <summary>What happens when it is full: the producer waits, rows are dropped and counted, or the run fails.</summary>
    public EdgePolicy Policy { get; init; } = EdgePolicy.Wait;
}
