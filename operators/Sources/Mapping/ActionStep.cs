namespace StreamEngine.Sources.Mapping;

/// <summary>What a level change does: a quantity of 0 deletes, any other is set.</summary>
/// <param name="target">Position of column <c>action</c>.</param>
/// <param name="qty">Position of the quantity.</param>
internal sealed class ActionStep(int target, int qty) : RowStep(target)
{
    /// <inheritdoc/>
    public override string? Fill(MappedCell[] cells, int slot) =>
        cells[qty].IsNull(slot) ? null : cells[Target].Set(((DoubleCell)cells[qty])[slot] == 0 ? "delete"u8 : "set"u8, slot);
}
