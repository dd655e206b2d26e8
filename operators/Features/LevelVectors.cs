using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>The best levels of a book's vector columns, of both sides.</summary>
internal sealed class LevelVectors(int levels, int input = 0)
{
    private static readonly string[] Names = ["bid_prices", "bid_sizes", "ask_prices", "ask_sizes"];

    private readonly int[] _at = new int[4];

    /// <summary>Takes the four columns; reports when one is missing or holds fewer levels than asked for.</summary>
    public void Bind(BindScope scope)
    {
        foreach (var name in Names)
        {
            if (scope.Read(input, name, null, TypeKind.Vector) is not { } field)
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
        }
    }

    public void Open(Schema schema)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            _at[i] = schema.IndexOf(Names[i]);
        }
    }

    /// <summary>The levels of a side at a physical row, from the best on; false where the book is not live.</summary>
    public bool TryRead(Batch batch, int row, bool bid, out ReadOnlySpan<double> prices, out ReadOnlySpan<double> sizes)
    {
        var priceColumn = (VectorColumn<double>)batch.Column(_at[bid ? 0 : 2]);
        var sizeColumn = (VectorColumn<double>)batch.Column(_at[bid ? 1 : 3]);
        if (priceColumn.IsNull(row) || sizeColumn.IsNull(row))
        {
            prices = sizes = default;
            return false;
        }

        prices = priceColumn[row][..levels];
        sizes = sizeColumn[row][..levels];
        var count = 0;
        while (count < levels && sizes[count] > 0)
        {
            count++;
        }

        prices = prices[..count];
        sizes = sizes[..count];
        return true;
    }
}
