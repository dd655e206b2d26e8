using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The attribute <c>batch</c>: rows per hand-over of a source or sink, and rows of one call of a model.</summary>
public sealed record BatchAttributeOptions
{
    /// <summary>Most rows of a batch; whatever has arrived is handed over, up to this. Without the attribute 1,024, in a replay 4,096.</summary>
    [Range(1, 65_536), Shorthand] public int Max { get; init; } = 1024;
}
