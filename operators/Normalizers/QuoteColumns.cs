using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes rows of best bid and ask.</summary>
internal sealed class QuoteColumns(PortWriter port, SymbolTables symbols, string venue)
{
    private readonly HeadColumns _head = new(port, symbols, venue);
    private readonly ValueBuilder<double>? _bidPrice = port.Values<double>("bid_px");
    private readonly ValueBuilder<double>? _bidQty = port.Values<double>("bid_qty");
    private readonly ValueBuilder<double>? _askPrice = port.Values<double>("ask_px");
    private readonly ValueBuilder<double>? _askQty = port.Values<double>("ask_qty");
    private readonly ValueBuilder<long>? _seq = port.Values<long>("seq");

    /// <summary>Adds a quote. A side with price and quantity 0 is empty: null.</summary>
    public void Add(in RowHead head, double bidPrice, double bidQty, double askPrice, double askQty, long seq)
    {
        _head.Append(head);
        if (bidPrice > 0)
        {
            _bidPrice?.Append(bidPrice);
            _bidQty?.Append(bidQty);
        }

        if (askPrice > 0)
        {
            _askPrice?.Append(askPrice);
            _askQty?.Append(askQty);
        }

        _seq?.Append(seq);
        port.Commit(head.Frame.At);
    }
}
