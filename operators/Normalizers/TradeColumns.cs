using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes trade rows.</summary>
internal sealed class TradeColumns(PortWriter port, SymbolTables symbols, string venue)
{
    private static readonly byte Buy = Schemas.TradeSide.CodeOf("buy");
    private static readonly byte Sell = Schemas.TradeSide.CodeOf("sell");

    private readonly HeadColumns _head = new(port, symbols, venue);
    private readonly TextBuilder? _tradeId = port.Text("trade_id");
    private readonly ValueBuilder<double>? _price = port.Values<double>("price");
    private readonly ValueBuilder<double>? _qty = port.Values<double>("qty");
    private readonly ValueBuilder<byte>? _side = port.Values<byte>("side");
    private readonly ValueBuilder<byte>? _kind = port.Values<byte>("kind");
    private readonly ValueBuilder<long>? _count = port.Values<long>("count");

    /// <summary>Adds a trade.</summary>
    /// <param name="head">Its head.</param>
    /// <param name="tradeId">The venue's id.</param>
    /// <param name="price">Price.</param>
    /// <param name="qty">Quantity.</param>
    /// <param name="buyerIsMaker">Whether the buyer was resting: then the taker sold.</param>
    /// <param name="kind">Code of the kind.</param>
    /// <param name="count">Trades inside, of an aggregate.</param>
    public void Add(in RowHead head, ReadOnlySpan<byte> tradeId, double price, double qty, bool buyerIsMaker, byte kind, long? count)
    {
        _head.Append(head);
        _tradeId?.Append(tradeId);
        _price?.Append(price);
        _qty?.Append(qty);
        _side?.Append(buyerIsMaker ? Sell : Buy);
        _kind?.Append(kind);
        if (count is { } trades)
        {
            _count?.Append(trades);
        }

        port.Commit(head.Frame.At);
    }
}
