using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>buffer</c>: a boundary in front of a node.</summary>
/// <param name="Rows">Limit in rows.</param>
/// <param name="Bytes">Limit in bytes.</param>
/// <param name="Policy">What happens when it is full.</param>
public sealed record BoundBuffer(long Rows, long Bytes, EdgePolicy Policy)
{
    /// <summary>The limits of a boundary that the file does not set.</summary>
    public static readonly BoundBuffer Default = new(8 * 1024, 64L << 20, EdgePolicy.Wait);
}
