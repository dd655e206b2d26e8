using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Normalizers;

/// <summary>Writes the rows of events: level changes, trades and tickers.</summary>
internal sealed class EventRows(PortWriter deltas, PortWriter trades, PortWriter tickers)
{
    private const byte Set = 0;
    private const byte Delete = 1;
    private const byte Clear = 2;
    private const byte Status = 3;

    private readonly EventHead _deltaHead = new(deltas);
    private readonly ValueBuilder<byte>? _action = deltas.Values<byte>("action");
    private readonly ValueBuilder<byte>? _deltaSide = deltas.Values<byte>("side");
    private readonly ValueBuilder<double>? _deltaPrice = deltas.Values<double>("price");
    private readonly ValueBuilder<double>? _deltaQty = deltas.Values<double>("qty");
    private readonly ValueBuilder<long>? _seq = deltas.Values<long>("seq");
    private readonly ValueBuilder<bool>? _snapshot = deltas.Values<bool>("snapshot");
    private readonly ValueBuilder<bool>? _last = deltas.Values<bool>("last");
    private readonly ValueBuilder<byte>? _state = deltas.Values<byte>("state");
    private readonly TextBuilder? _reason = deltas.Text("reason");
    private readonly ValueBuilder<long>? _lastSeq = deltas.Values<long>("last_seq");
    private readonly ValueBuilder<long>? _expected = deltas.Values<long>("expected");
    private readonly ValueBuilder<long>? _got = deltas.Values<long>("got");

    private readonly EventHead _tradeHead = new(trades);
    private readonly TextBuilder? _tradeId = trades.Text("trade_id");
    private readonly ValueBuilder<double>? _tradePrice = trades.Values<double>("price");
    private readonly ValueBuilder<double>? _tradeQty = trades.Values<double>("qty");
    private readonly ValueBuilder<double>? _rawQty = trades.Values<double>("qty_raw");
    private readonly ValueBuilder<byte>? _tradeSide = trades.Values<byte>("side");
    private readonly ValueBuilder<byte>? _kind = trades.Values<byte>("kind");
    private readonly ValueBuilder<long>? _count = trades.Values<long>("count");

    private readonly EventHead _tickerHead = new(tickers);
    private readonly ValueBuilder<double>? _lastPrice = tickers.Values<double>("last");
    private readonly ValueBuilder<double>? _open = tickers.Values<double>("open");
    private readonly ValueBuilder<double>? _high = tickers.Values<double>("high");
    private readonly ValueBuilder<double>? _low = tickers.Values<double>("low");
    private readonly ValueBuilder<decimal>? _volume = tickers.Values<decimal>("base_vol");
    private readonly ValueBuilder<decimal>? _quoteVolume = tickers.Values<decimal>("quote_vol");

    /// <summary>Writes the rows of an event.</summary>
    public void Write(MarketEvent from, long at)
    {
        switch (from.Type)
        {
            case EventTypes.Trade:
                Trade(from, at);
                break;
            case EventTypes.Ticker:
                Ticker(from, at);
                break;
            default:
                Message(from, at);
                break;
        }
    }

    /// <summary>The book is lost before an event: clear, then why.</summary>
    public void Lost(MarketEvent at, BookStatus why, long stamp)
    {
        Row(at, at.Book.Changes, Clear, null, isSnapshot: false, isLast: false, stamp);
        Say(at, at.Book.Changes, null, why, stamp);
    }

    private void Trade(MarketEvent from, long at)
    {
        _tradeHead.Append(from, from.Origin);
        _tradeId?.Append(from.TradeId);
        _tradePrice?.Append(from.Price);
        _tradeQty?.Append(from.Qty);
        _tradeSide?.Append(from.Side);
        _kind?.Append(from.Kind);
        _rawQty?.Append(from.RawQty);
        _count?.Append(from.Count);
        trades.Commit(at);
    }

    private void Ticker(MarketEvent from, long at)
    {
        _tickerHead.Append(from, from.Origin);
        _lastPrice?.Append(from.Ticker.Last);
        _open?.Append(from.Ticker.Open);
        _high?.Append(from.Ticker.High);
        _low?.Append(from.Ticker.Low);
        _volume?.Append(from.Ticker.Volume);
        _quoteVolume?.Append(from.Ticker.QuoteVolume);
        tickers.Commit(at);
    }

    private void Message(MarketEvent from, long at)
    {
        var message = from.Book;
        var left = message.Changes.Levels.Count + (message.Status is null ? 0 : 1);
        if (message.Snapshot.IsPresent)
        {
            Row(from, message.Snapshot, Clear, message.Snapshot.Seq, isSnapshot: true, isLast: left + message.Snapshot.Levels.Count == 0, at);
            Levels(from, message.Snapshot, isSnapshot: true, endsMessage: left == 0, at);
        }
        else if (message.Clears)
        {
            Row(from, message.Changes, Clear, message.Changes.Seq, isSnapshot: false, isLast: left == 0, at);
        }

        Levels(from, message.Changes, isSnapshot: false, endsMessage: message.Status is null, at);
        if (message.Status is { } status)
        {
            Say(from, message.Changes, message.Changes.Seq, status, at);
        }
    }

    private void Levels(MarketEvent from, BookPart part, bool isSnapshot, bool endsMessage, long at)
    {
        for (var i = 0; i < part.Levels.Count; i++)
        {
            var level = part.Levels[i];
            _deltaSide?.Append((byte)(level.IsBid ? 0 : 1));
            _deltaPrice?.Append(level.Price);
            _deltaQty?.Append(level.Qty);
            Row(from, part, level.Qty == 0 ? Delete : Set, part.Seq, isSnapshot, endsMessage && i == part.Levels.Count - 1, at);
        }
    }

    private void Say(MarketEvent from, BookPart part, long? seq, BookStatus status, long at)
    {
        _state?.Append(status.State);
        if (status.Reason is not null)
        {
            _reason?.Append(status.Reason);
        }

        _lastSeq?.Append(status.LastSeq);
        _expected?.Append(status.Expected);
        _got?.Append(status.Got);
        Row(from, part, Status, seq, isSnapshot: false, isLast: true, at);
    }

    private void Row(MarketEvent from, BookPart part, byte action, long? seq, bool isSnapshot, bool isLast, long at)
    {
        _deltaHead.Append(from, part.Origin);
        _action?.Append(action);
        _seq?.Append(seq);
        _snapshot?.Append(isSnapshot);
        _last?.Append(isLast);
        deltas.Commit(at);
    }
}
