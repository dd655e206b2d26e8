namespace StreamEngine.Sources.Mapping;

/// <summary>One side of a book from columns of single levels, best first: the vectors of prices and sizes, and how many levels there are.</summary>
/// <param name="prices">Position of the vector of prices.</param>
/// <param name="sizes">Position of the vector of sizes.</param>
/// <param name="count">Position of the number of levels.</param>
/// <param name="levels">Positions of price and size of each level.</param>
internal sealed class LevelsStep(int prices, int sizes, int count, IReadOnlyList<(int Price, int Size)> levels) : RowStep(prices)
{
    /// <inheritdoc/>
    public override string? Fill(MappedCell[] cells, int slot)
    {
        var (to, of) = ((VectorCell)cells[Target], (VectorCell)cells[sizes]);
        to.Clear(slot);
        of.Clear(slot);
        var found = 0;
        foreach (var (price, size) in levels)
        {
            if (cells[price].IsNull(slot) || cells[size].IsNull(slot))
            {
                continue;
            }

            to.Set(slot, found, ((DoubleCell)cells[price])[slot]);
            of.Set(slot, found++, ((DoubleCell)cells[size])[slot]);
        }

        ((LongCell)cells[count])[slot] = found;
        return null;
    }
}
