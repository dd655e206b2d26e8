namespace StreamEngine.Sources.Mapping;

/// <summary>A whole number or time made of others: <c>from − minus + add</c>; null when one of them is.</summary>
/// <param name="target">Position of the column.</param>
/// <param name="from">Position of the first.</param>
/// <param name="minus">Position of what is taken off, or −1.</param>
/// <param name="add">Added.</param>
internal sealed class SumStep(int target, int from, int minus, long add) : RowStep(target)
{
    /// <inheritdoc/>
    public override string? Fill(MappedCell[] cells, int slot)
    {
        if (cells[from].IsNull(slot) || (minus >= 0 && cells[minus].IsNull(slot)))
        {
            return null;
        }

        var sum = (Int128)((LongCell)cells[from])[slot] - (minus < 0 ? 0 : ((LongCell)cells[minus])[slot]) + add;
        ((LongCell)cells[Target])[slot] = (long)sum;
        return sum == (long)sum ? null : "is out of range";
    }
}
