using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>What comes out of a port.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Appends">Whether rows are those of input 0 with columns added behind (columns are shared, and those that nobody reads are not asked of the input); else the rows are new.</param>
public sealed record PortShape(Schema Schema, bool Appends = false)
{
    /// <summary>
    /// Whether rows that a timer lets go at one instant leave in the order in which they came, over all keys, as a delay does; otherwise they leave key by key (DESIGN § 4). Such a port takes rows by
    /// <see cref="Runtime.PortWriter.Copy"/> or whole batches, so that a parallel node knows them again. Rows with columns added always keep their order.
    /// </summary>
    public bool KeepsOrder { get; init; }

    /// <summary>Inputs whose rows pass to this port, shared or copied: columns of the port that such an input has, and that somebody reads, are asked of it.</summary>
    public IReadOnlyList<int> Passes { get; init; } = [];

    /// <summary>How many of the first columns <c>*</c> stands for, and a node without <c>select</c> puts out; the others are reached by name only. All when it is null.</summary>
    public int? Shown { get; init; }

    /// <summary>Columns that come from an input unchanged: one that nobody reads is not asked of the input.</summary>
    public IReadOnlyList<PassedColumn> Passed { get; init; } = [];

    /// <summary>Vector columns of which the operator can tell sums of the first elements (<see cref="Runtime.PortWriter.Sums"/>), so that nobody who reads but these needs the elements (<see cref="BindScope.ReadSum"/>).</summary>
    public IReadOnlyList<string> Sums { get; init; } = [];
}
