namespace StreamEngine.Sources.Mapping;

/// <summary>Makes the value of a column from others, where the file has none.</summary>
/// <param name="target">Position of the column.</param>
internal abstract class RowStep(int target)
{
    /// <summary>Position of the column.</summary>
    public int Target => target;

    /// <summary>Fills the column in a slot; what is wrong, or null.</summary>
    public abstract string? Fill(MappedCell[] cells, int slot);
}
