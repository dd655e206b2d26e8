using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Features;

/// <summary>Reads trades as what they take from a book: the level that rested there, and how much of it.</summary>
internal sealed class TradedLevels(int input)
{
    private static readonly byte Buy = Schemas.TradeSide.CodeOf("buy");
    private static readonly byte Sell = Schemas.TradeSide.CodeOf("sell");
    private static readonly string[] Read = ["ts", "price", "qty", "side", "kind"];

    private readonly bool[] _counts = new bool[256];
    private int[] _at = [];

    public void Bind(BindScope scope)
    {
        foreach (var name in Read)
        {
            var expected = Schemas.Trade.Find(name)!.Type;
            if (scope.Read(input, name) is { } field && !field.Type.Equals(expected))
            {
                scope.Report(null, "SE4151", $"column '{name}' in input 'trades' is {field.Type}; it must be {expected}");
            }
        }
    }

    public void Open(Schema trades, IReadOnlyList<TradeKind> kinds)
    {
        _at = [.. Read.Select(trades.IndexOf)];
        foreach (var kind in kinds)
        {
            _counts[trades[_at[4]].Type.CodeOf(RowMember.SnakeCase(kind.ToString()))] = true;
        }
    }

    /// <summary>The trade at a physical row; false when its kind does not count. A sell takes from the bids, a buy from the asks.</summary>
    /// <exception cref="InvalidDataException">It has no side, price or quantity.</exception>
    public bool TryRead(Batch batch, int row, out long ts, out LevelKey level, out decimal quantity)
    {
        ts = ((ValueColumn<long>)batch.Column(_at[0])).Values[row];
        (level, quantity) = (default, 0);
        if (!_counts[((ValueColumn<byte>)batch.Column(_at[4])).Values[row]])
        {
            return false;
        }

        var prices = (ValueColumn<double>)batch.Column(_at[1]);
        var quantities = (ValueColumn<double>)batch.Column(_at[2]);
        var side = ((ValueColumn<byte>)batch.Column(_at[3])).Values[row];
        if (prices.IsNull(row) || quantities.IsNull(row) || (side != Buy && side != Sell))
        {
            throw new InvalidDataException(prices.IsNull(row) ? "the price is null" : quantities.IsNull(row) ? "the qty is null" : "the side is unknown; it must be buy or sell");
        }

        level = new LevelKey(side == Sell, prices.Values[row]);
        quantity = (decimal)quantities.Values[row];
        return true;
    }
}
