using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>Exact sums of the best levels of a book's vector columns, of both sides: as the book itself tells them (<see cref="BindScope.ReadSum"/>), or from the vectors.</summary>
internal sealed class LevelSums(int levels)
{
    private readonly ExactSum _sum = new();
    private int _bidSizes;
    private int _askSizes;

    /// <summary>Takes the two columns; reports when they are missing or hold fewer levels than asked for.</summary>
    public void Bind(BindScope scope)
    {
        foreach (var name in (ReadOnlySpan<string>)["bid_sizes", "ask_sizes"])
        {
            if (scope.Read(0, name, null, TypeKind.Vector) is not { } field)
            {
                continue;
            }

            if (field.Type.Element != TypeKind.Float64)
            {
                scope.Report(null, "SE4151", $"column '{name}' is {field.Type}; it must hold float64");
            }
            else if (field.Type.Length < levels)
            {
                scope.Report("levels", FeatureCodes.TooFewLevels.Code, $"{levels} levels are asked for and '{name}' holds {field.Type.Length}", $"write depth: {levels} at the order_book, or levels: {field.Type.Length} here");
            }
            else
            {
                scope.ReadSum(0, name, levels);
            }
        }
    }

    public void Open(Schema input) => (_bidSizes, _askSizes) = (input.IndexOf("bid_sizes"), input.IndexOf("ask_sizes"));

    /// <summary>The sums of all rows from a physical one on, where they stand in columns without nulls; false where rows must be asked for one by one.</summary>
    public bool TryRead(Batch batch, int start, int count, out ReadOnlySpan<double> bids, out ReadOnlySpan<double> asks)
    {
        if (SumsColumn.Of(batch.Column(_bidSizes), levels) is { HasNulls: false } bid && SumsColumn.Of(batch.Column(_askSizes), levels) is { HasNulls: false } ask)
        {
            bids = bid.Values.Slice(start, count);
            asks = ask.Values.Slice(start, count);
            return true;
        }

        bids = asks = default;
        return false;
    }

    /// <summary>The sums of a physical row; false where the book is not live.</summary>
    public bool TryRead(Batch batch, int row, out double bid, out double ask)
    {
        if (Sum(batch.Column(_bidSizes), row) is { } bids && Sum(batch.Column(_askSizes), row) is { } asks)
        {
            (bid, ask) = (bids, asks);
            return true;
        }

        (bid, ask) = (0, 0);
        return false;
    }

    private double? Sum(Column sizes, int row) =>
        SumsColumn.Of(sizes, levels) is { } told ? told.IsNull(row) ? null : told[row]
        : sizes.IsNull(row) ? null
        : _sum.Total(((VectorColumn<double>)sizes)[row][..levels]);
}
