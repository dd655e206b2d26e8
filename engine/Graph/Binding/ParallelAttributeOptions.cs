using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>parallel</c>: rows of a keyed node are shared out by key; the output is that of one worker.</summary>
public sealed record ParallelAttributeOptions
{
    /// <summary>By how many workers the node is run.</summary>
    [Range(1, 64), Shorthand, Required] public int Workers { get; init; }
}
