using System.Text.Json;
using System.Text.Unicode;
using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>
/// Reads market events and holds them to <c>schemas/market-event-1.json</c> and to what its description says beside it, in one pass. Tests hold it to the schema itself. Memory is that of one event; every loop ends with the text.
/// </summary>
internal sealed class EventReader
{
    private const int MaxDepth = 8;
    private const int MostChanges = 200_000;
    private const int LongestName = 64;
    private const int LongestText = 1000;

    private static readonly MemberNames Top = new("type", "venue", "symbol", "ts_event", "payload");
    private static readonly MemberNames TradeNames = new("trade_id", "price", "qty", "side", "kind", "qty_raw", "count", "origin");
    private static readonly MemberNames TickerNames = new("last", "open", "high", "low", "volume", "quote_volume", "origin");
    private static readonly MemberNames DepthNames = new("seq", "bids", "asks", "origin");
    private static readonly MemberNames DeltaNames = new("snapshot", "clear", "prev_seq", "seq", "changes", "status", "origin");
    private static readonly MemberNames SnapshotNames = new("seq", "changes", "origin");
    private static readonly MemberNames StatusNames = new("state", "reason", "last_seq", "expected", "got");
    private static readonly MemberNames OriginNames = new("ts_recv", "ts_send", "channel", "raw_symbol", "frame_id", "conn_id");
    private static readonly MemberNames LevelNames = new("p", "q");
    private static readonly MemberNames ChangeNames = new("side", "p", "q");

    private readonly EventValues _values = new();
    private readonly List<BookLevel> _asks = [];

    /// <summary>The event read last.</summary>
    public MarketEvent Event { get; } = new();

    /// <summary>Reads an event.</summary>
    /// <exception cref="EventException">It is none; the message names the place and what is allowed.</exception>
    public void Read(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw new EventException("it is no valid UTF-8");
        }

        Event.Clear();
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            json.Read();
            Envelope(ref json, text);
            json.Read(); // refuses what follows
        }
        catch (JsonException invalid)
        {
            throw new EventException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it is no valid JSON (byte {invalid.BytePositionInLine ?? json.BytesConsumed})"));
        }
        catch (InvalidOperationException)
        {
            throw new EventException("a text in it has half of a surrogate pair");
        }
    }

    private void Envelope(ref Utf8JsonReader json, ReadOnlySpan<byte> text)
    {
        _values.Object(ref json, "");
        var (seen, payload, isTyped) = (0u, 0, false);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (Top.Next(ref json, "", ref seen))
            {
                case 0:
                    Event.Type = _values.Code(ref json, "/type", EventTypes.Names);
                    isTyped = true;
                    break;
                case 1:
                    Event.Venue = _values.Name(ref json, "/venue", LongestName);
                    break;
                case 2:
                    Event.Symbol = _values.Name(ref json, "/symbol", LongestName);
                    break;
                case 3:
                    Event.Ts = _values.Time(ref json, "/ts_event");
                    break;
                case var _ when isTyped:
                    Payload(ref json);
                    break;
                default:
                    payload = (int)json.TokenStartIndex;
                    json.Skip();
                    break;
            }
        }

        Top.Require(seen, 0b11111, "");
        if (payload > 0)
        {
            var rest = new Utf8JsonReader(text[payload..], isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth - 1 }));
            rest.Read();
            Payload(ref rest);
        }
    }

    private void Payload(ref Utf8JsonReader json)
    {
        switch (Event.Type)
        {
            case EventTypes.Trade:
                Trade(ref json);
                break;
            case EventTypes.Ticker:
                Ticker(ref json);
                break;
            case EventTypes.Depth:
                Depth(ref json);
                break;
            default:
                Deltas(ref json);
                break;
        }
    }

    private void Trade(ref Utf8JsonReader json)
    {
        const string place = "/payload";
        _values.Object(ref json, place);
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (TradeNames.Next(ref json, place, ref seen))
            {
                case 0:
                    var id = _values.Text(ref json, "/payload/trade_id", 1, LongestName);
                    id.CopyTo(Event.SetTradeId(id.Length));
                    break;
                case 1:
                    Event.Price = _values.Positive(ref json, "/payload/price");
                    break;
                case 2:
                    Event.Qty = _values.Positive(ref json, "/payload/qty");
                    break;
                case 3:
                    Event.Side = _values.Code(ref json, "/payload/side", Schemas.TradeSide);
                    break;
                case 4:
                    Event.Kind = _values.Code(ref json, "/payload/kind", EventTypes.TradeKinds);
                    break;
                case 5:
                    Event.RawQty = _values.Number(ref json, "/payload/qty_raw");
                    break;
                case 6:
                    Event.Count = _values.Whole(ref json, "/payload/count");
                    break;
                default:
                    Origin(ref json, "/payload/origin", Event.Origin);
                    break;
            }
        }

        TradeNames.Require(seen, 0b1111, place);
    }

    private void Ticker(ref Utf8JsonReader json)
    {
        const string place = "/payload";
        _values.Object(ref json, place);
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (TickerNames.Next(ref json, place, ref seen))
            {
                case 0:
                    Event.Ticker.Last = _values.Positive(ref json, "/payload/last");
                    break;
                case 1:
                    Event.Ticker.Open = _values.Positive(ref json, "/payload/open");
                    break;
                case 2:
                    Event.Ticker.High = _values.Positive(ref json, "/payload/high");
                    break;
                case 3:
                    Event.Ticker.Low = _values.Positive(ref json, "/payload/low");
                    break;
                case 4:
                    Event.Ticker.Volume = _values.Amount(ref json, "/payload/volume");
                    break;
                case 5:
                    Event.Ticker.QuoteVolume = _values.Amount(ref json, "/payload/quote_volume");
                    break;
                default:
                    Origin(ref json, "/payload/origin", Event.Origin);
                    break;
            }
        }

        TickerNames.Require(seen, 0b11100, place);
        if (Event.Ticker.High < Event.Ticker.Low)
        {
            throw new EventException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/payload/high is {Event.Ticker.High}; it must be the low, {Event.Ticker.Low}, or more"));
        }
    }

    private void Depth(ref Utf8JsonReader json)
    {
        const string place = "/payload";
        _values.Object(ref json, place);
        var (seen, snapshot) = (0u, Event.Book.Snapshot);
        _asks.Clear();
        snapshot.IsPresent = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (DepthNames.Next(ref json, place, ref seen))
            {
                case 0:
                    snapshot.Seq = _values.Whole(ref json, "/payload/seq");
                    break;
                case 1:
                    Levels(ref json, "/payload/bids", snapshot.Levels, isBid: true);
                    break;
                case 2:
                    Levels(ref json, "/payload/asks", _asks, isBid: false);
                    break;
                default:
                    Origin(ref json, "/payload/origin", snapshot.Origin);
                    break;
            }
        }

        DepthNames.Require(seen, 0b110, place);
        snapshot.Levels.AddRange(_asks);
        if (BookMessage.Unfit(snapshot.Levels) is { } unfit)
        {
            throw new EventException(unfit);
        }
    }

    private void Levels(ref Utf8JsonReader json, string place, List<BookLevel> to, bool isBid)
    {
        _values.List(ref json, place);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (to.Count == BookMessage.MostDepth)
            {
                throw new EventException($"{place} has more than {BookMessage.MostDepth} elements");
            }

            _values.Object(ref json, place);
            var (seen, price, qty) = (0u, 0.0, 0.0);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (LevelNames.Next(ref json, place, ref seen) == 0)
                {
                    price = _values.Positive(ref json, place);
                }
                else
                {
                    qty = _values.Positive(ref json, place);
                }
            }

            LevelNames.Require(seen, 0b11, place);
            to.Add(new BookLevel(isBid, price, qty));
        }
    }

    private void Deltas(ref Utf8JsonReader json)
    {
        const string place = "/payload";
        _values.Object(ref json, place);
        var (seen, book) = (0u, Event.Book);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (DeltaNames.Next(ref json, place, ref seen))
            {
                case 0:
                    Snapshot(ref json, book.Snapshot);
                    break;
                case 1:
                    book.Clears = _values.True(ref json, "/payload/clear");
                    break;
                case 2:
                    Event.Previous = _values.Whole(ref json, "/payload/prev_seq");
                    break;
                case 3:
                    book.Changes.Seq = _values.Whole(ref json, "/payload/seq");
                    break;
                case 4:
                    Changes(ref json, "/payload/changes", book.Changes.Levels);
                    break;
                case 5:
                    book.Status = Status(ref json);
                    break;
                default:
                    Origin(ref json, "/payload/origin", book.Changes.Origin);
                    break;
            }
        }

        DeltaNames.Require(seen, 0b10000, place);
        if (book.IsEmpty)
        {
            throw new EventException("/payload says nothing: it must have a change, a snapshot, a clear or a status");
        }

        if (book.Snapshot.IsPresent && book.Clears)
        {
            throw new EventException("/payload/clear must not be there beside a snapshot");
        }
    }

    private void Snapshot(ref Utf8JsonReader json, BookPart part)
    {
        const string place = "/payload/snapshot";
        _values.Object(ref json, place);
        var seen = 0u;
        part.IsPresent = true;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (SnapshotNames.Next(ref json, place, ref seen))
            {
                case 0:
                    part.Seq = _values.Whole(ref json, "/payload/snapshot/seq");
                    break;
                case 1:
                    Changes(ref json, "/payload/snapshot/changes", part.Levels);
                    break;
                default:
                    Origin(ref json, "/payload/snapshot/origin", part.Origin);
                    break;
            }
        }

        SnapshotNames.Require(seen, 0b10, place);
    }

    private void Changes(ref Utf8JsonReader json, string place, List<BookLevel> to)
    {
        _values.List(ref json, place);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (to.Count == MostChanges)
            {
                throw new EventException($"{place} has more than {MostChanges} elements");
            }

            _values.Object(ref json, place);
            var (seen, side, price, qty) = (0u, (byte)0, 0.0, 0.0);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                switch (ChangeNames.Next(ref json, place, ref seen))
                {
                    case 0:
                        side = _values.Code(ref json, place, Schemas.BookSide);
                        break;
                    case 1:
                        price = _values.Positive(ref json, place);
                        break;
                    default:
                        qty = _values.NotNegative(ref json, place);
                        break;
                }
            }

            ChangeNames.Require(seen, 0b111, place);
            to.Add(new BookLevel(side == 0, price, qty));
        }
    }

    private BookStatus Status(ref Utf8JsonReader json)
    {
        const string place = "/payload/status";
        _values.Object(ref json, place);
        var (seen, state) = (0u, (byte)0);
        string? reason = null;
        long? last = null, expected = null, got = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (StatusNames.Next(ref json, place, ref seen))
            {
                case 0:
                    state = _values.Code(ref json, "/payload/status/state", Schemas.BookState);
                    break;
                case 1:
                    reason = System.Text.Encoding.UTF8.GetString(_values.Text(ref json, "/payload/status/reason", 0, LongestText));
                    break;
                case 2:
                    last = _values.Whole(ref json, "/payload/status/last_seq");
                    break;
                case 3:
                    expected = _values.Whole(ref json, "/payload/status/expected");
                    break;
                default:
                    got = _values.Whole(ref json, "/payload/status/got");
                    break;
            }
        }

        StatusNames.Require(seen, 0b1, place);
        return new BookStatus(state, reason, last, expected, got);
    }

    private void Origin(ref Utf8JsonReader json, string place, EventOrigin origin)
    {
        _values.Object(ref json, place);
        var seen = 0u;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            switch (OriginNames.Next(ref json, place, ref seen))
            {
                case 0:
                    origin.Received = _values.Time(ref json, "/ts_recv of an origin");
                    break;
                case 1:
                    origin.Sent = _values.Time(ref json, "/ts_send of an origin");
                    break;
                case 2:
                    origin.Channel = _values.Name(ref json, "/channel of an origin", LongestText);
                    break;
                case 3:
                    origin.RawSymbol = _values.Name(ref json, "/raw_symbol of an origin", LongestText);
                    break;
                case 4:
                    origin.Frame = _values.Whole(ref json, "/frame_id of an origin");
                    break;
                default:
                    origin.Connection = _values.Name(ref json, "/conn_id of an origin", LongestText);
                    break;
            }
        }
    }
}
