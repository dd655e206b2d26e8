namespace StreamEngine.Normalizers;

/// <summary>One market event, as it was read; reused from event to event.</summary>
internal sealed class MarketEvent
{
    private byte[] _tradeId = new byte[64];
    private int _tradeIdLength;

    /// <summary>Its type, of <see cref="EventTypes"/>.</summary>
    public byte Type;

    /// <summary>Venue.</summary>
    public string Venue = "";

    /// <summary>Symbol.</summary>
    public string Symbol = "";

    /// <summary>Time of the event, ns.</summary>
    public long Ts;

    /// <summary>Origin of a trade or a ticker.</summary>
    public EventOrigin Origin = new();

    /// <summary>Price of a trade.</summary>
    public double Price;

    /// <summary>Quantity of a trade.</summary>
    public double Qty;

    /// <summary>Code of the taker's side.</summary>
    public byte Side;

    /// <summary>Code of the kind of trade.</summary>
    public byte Kind;

    /// <summary>Quantity of a trade as the venue tells it.</summary>
    public double? RawQty;

    /// <summary>Trades inside an aggregate.</summary>
    public long? Count;

    /// <summary>A 24 h ticker.</summary>
    public TickerValues Ticker;

    /// <summary>A message about a book.</summary>
    public BookMessage Book = new();

    /// <summary>Update id of the book before a message.</summary>
    public long? Previous;

    /// <summary>The venue's id of a trade.</summary>
    public ReadOnlySpan<byte> TradeId => _tradeId.AsSpan(0, _tradeIdLength);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Venue = Symbol = "";
        Origin.Clear();
        Book.Clear();
        Ticker = default;
        (RawQty, Count, Previous, Kind, _tradeIdLength) = (null, null, null, 0, 0);
    }

    /// <summary>Room for the id of a trade, which is then that long.</summary>
    public Span<byte> SetTradeId(int length)
    {
        if (_tradeId.Length < length)
        {
            _tradeId = new byte[length];
        }

        _tradeIdLength = length;
        return _tradeId.AsSpan(0, length);
    }
}
