using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>What comes out of a port.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Appends">Whether rows are those of input 0 with columns added behind (columns are shared, and those that nobody reads are not asked of the input); else the rows are new.</param>
public sealed record PortShape(Schema Schema, bool Appends = false)
{
    /// <summary>Inputs whose rows pass to this port, shared or copied: columns of the port that such an input has, and that somebody reads, are asked of it.</summary>
    public IReadOnlyList<int> Passes { get; init; } = [];

    /// <summary>How many of the first columns <c>*</c> stands for, and a node without <c>select</c> puts out; the others are reached by name only. All when it is null.</summary>
    public int? Shown { get; init; }

    /// <summary>Columns that come from an input unchanged: one that nobody reads is not asked of the input.</summary>
    public IReadOnlyList<PassedColumn> Passed { get; init; } = [];
}
