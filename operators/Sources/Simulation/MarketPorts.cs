using System.Buffers.Text;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Sources.Simulation;

/// <summary>Writes what happens on simulated markets to the ports <c>deltas</c>, <c>trades</c>, <c>quotes</c>, <c>labels</c> and <c>tickers</c>.</summary>
internal sealed class MarketPorts
{
    private const byte Set = 0;
    private const byte Delete = 1;
    private const byte Clear = 2;

    private readonly Header _delta;
    private readonly ValueBuilder<byte>? _action;
    private readonly ValueBuilder<byte>? _deltaSide;
    private readonly ValueBuilder<double>? _deltaPrice;
    private readonly ValueBuilder<double>? _deltaQty;
    private readonly ValueBuilder<long>? _deltaSeq;
    private readonly ValueBuilder<bool>? _snapshot;
    private readonly ValueBuilder<bool>? _last;
    private readonly Header _trade;
    private readonly TextBuilder? _tradeId;
    private readonly ValueBuilder<double>? _tradePrice;
    private readonly ValueBuilder<double>? _tradeQty;
    private readonly ValueBuilder<byte>? _tradeSide;
    private readonly ValueBuilder<byte>? _kind;
    private readonly Header _quote;
    private readonly ValueBuilder<double>? _bidPx;
    private readonly ValueBuilder<double>? _bidQty;
    private readonly ValueBuilder<double>? _askPx;
    private readonly ValueBuilder<double>? _askQty;
    private readonly ValueBuilder<long>? _quoteSeq;
    private readonly LabelPort _labels;
    private readonly Header _ticker;
    private readonly ValueBuilder<double>? _lastPrice;
    private readonly ValueBuilder<double>? _open;
    private readonly ValueBuilder<double>? _high;
    private readonly ValueBuilder<double>? _low;
    private readonly ValueBuilder<decimal>? _volume;
    private readonly ValueBuilder<decimal>? _quoteVolume;

    /// <param name="deltas">Writer of <c>book_delta/1</c>.</param>
    /// <param name="trades">Writer of <c>trade/1</c>.</param>
    /// <param name="quotes">Writer of <c>quote/1</c>.</param>
    /// <param name="labels">Writer of <see cref="LabelPort.Rows"/>.</param>
    /// <param name="tickers">Writer of <c>ticker/1</c>.</param>
    public MarketPorts(PortWriter deltas, PortWriter trades, PortWriter quotes, PortWriter labels, PortWriter tickers)
    {
        _delta = new Header(deltas);
        _action = deltas.Values<byte>("action");
        _deltaSide = deltas.Values<byte>("side");
        _deltaPrice = deltas.Values<double>("price");
        _deltaQty = deltas.Values<double>("qty");
        _deltaSeq = deltas.Values<long>("seq");
        _snapshot = deltas.Values<bool>("snapshot");
        _last = deltas.Values<bool>("last");
        _trade = new Header(trades);
        _tradeId = trades.Text("trade_id");
        _tradePrice = trades.Values<double>("price");
        _tradeQty = trades.Values<double>("qty");
        _tradeSide = trades.Values<byte>("side");
        _kind = trades.Values<byte>("kind");
        _quote = new Header(quotes);
        _bidPx = quotes.Values<double>("bid_px");
        _bidQty = quotes.Values<double>("bid_qty");
        _askPx = quotes.Values<double>("ask_px");
        _askQty = quotes.Values<double>("ask_qty");
        _quoteSeq = quotes.Values<long>("seq");
        _labels = new LabelPort(labels);
        _ticker = new Header(tickers);
        _lastPrice = tickers.Values<double>("last");
        _open = tickers.Values<double>("open");
        _high = tickers.Values<double>("high");
        _low = tickers.Values<double>("low");
        _volume = tickers.Values<decimal>("base_vol");
        _quoteVolume = tickers.Values<decimal>("quote_vol");
    }

    /// <summary>The book starts anew; a snapshot follows in the same message.</summary>
    public void WriteClear(long ts, string symbol, long seq)
    {
        if (!_delta.Start(ts, symbol))
        {
            return;
        }

        _action?.Append(Clear);
        _deltaSeq?.Append(seq);
        _snapshot?.Append(true);
        _last?.Append(false);
        _delta.Commit(ts);
    }

    /// <summary>A level has a new size, 0 when it went.</summary>
    public void WriteDelta(long ts, string symbol, long seq, bool bid, double price, double qty, bool snapshot, bool last)
    {
        if (!_delta.Start(ts, symbol))
        {
            return;
        }

        _action?.Append(qty == 0 ? Delete : Set);
        _deltaSide?.Append(bid ? (byte)0 : (byte)1);
        _deltaPrice?.Append(price);
        _deltaQty?.Append(qty);
        _deltaSeq?.Append(seq);
        _snapshot?.Append(snapshot);
        _last?.Append(last);
        _delta.Commit(ts);
    }

    /// <summary>A trade at one level.</summary>
    public void WriteTrade(long ts, string symbol, long id, double price, double qty, bool buy)
    {
        if (!_trade.Start(ts, symbol))
        {
            return;
        }

        if (_tradeId is not null)
        {
            Span<byte> text = stackalloc byte[20];
            Utf8Formatter.TryFormat(id, text, out var length);
            _tradeId.Append(text[..length]);
        }

        _tradePrice?.Append(price);
        _tradeQty?.Append(qty);
        _tradeSide?.Append(buy ? (byte)0 : (byte)1);
        _kind?.Append((byte)0);
        _trade.Commit(ts);
    }

    /// <summary>The best bid or ask has changed.</summary>
    public void WriteQuote(long ts, string symbol, long seq, double bid, double bidQty, double ask, double askQty)
    {
        if (!_quote.Start(ts, symbol))
        {
            return;
        }

        _bidPx?.Append(bid);
        _bidQty?.Append(bidQty);
        _askPx?.Append(ask);
        _askQty?.Append(askQty);
        _quoteSeq?.Append(seq);
        _quote.Commit(ts);
    }

    /// <summary>What a market did in 24 hours.</summary>
    public void WriteTicker(long ts, string symbol, in DayTicker ticker)
    {
        if (!_ticker.Start(ts, symbol))
        {
            return;
        }

        _lastPrice?.Append(ticker.Last);
        _open?.Append(ticker.Open);
        _high?.Append(ticker.High);
        _low?.Append(ticker.Low);
        _volume?.Append(ticker.Volume);
        _quoteVolume?.Append(ticker.QuoteVolume);
        _ticker.Commit(ts);
    }

    /// <summary>An episode is over.</summary>
    public void WriteLabel(long ts, string symbol, EpisodeLabel label) => _labels.Write(ts, symbol, label);

    private sealed class Header(PortWriter writer)
    {
        private const string VenueName = "sim";

        private readonly ValueBuilder<long>? _ts = writer.Values<long>("ts");
        private readonly ValueBuilder<long>? _received = writer.Values<long>("ts_recv");
        private readonly SymbolBuilder? _venue = writer.Symbols("venue");
        private readonly SymbolBuilder? _symbol = writer.Symbols("symbol");
        private string? _lastSymbol;
        private int _symbolCode;
        private int _venueCode = -1;

        public bool Start(long ts, string symbol)
        {
            if (!writer.IsRead)
            {
                return false;
            }

            _ts?.Append(ts);
            _received?.Append(ts);
            if (_venue is not null)
            {
                _venueCode = _venueCode < 0 ? _venue.Dictionary.Code(VenueName) : _venueCode;
                _venue.AppendCode(_venueCode);
            }

            if (_symbol is not null)
            {
                _symbolCode = ReferenceEquals(symbol, _lastSymbol) ? _symbolCode : _symbol.Dictionary.Code(symbol);
                _lastSymbol = symbol;
                _symbol.AppendCode(_symbolCode);
            }

            return true;
        }

        public void Commit(long at) => writer.Commit(at);
    }
}
