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
    private const int LongestName = 64;

    private static readonly MemberNames Top = new("type", "venue", "symbol", "ts_event", "payload");
    private static readonly MemberNames TradeNames = new("trade_id", "price", "qty", "side", "kind", "qty_raw", "count", "origin");
    private static readonly MemberNames TickerNames = new("last", "open", "high", "low", "volume", "quote_volume", "origin");

    private readonly EventValues _values = new();
    private readonly OriginReader _origins;
    private readonly BookEventReader _books;

    public EventReader()
    {
        _origins = new OriginReader(_values);
        _books = new BookEventReader(_values, _origins);
    }

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
                _books.ReadDepth(ref json, Event.Book);
                break;
            default:
                _books.ReadDeltas(ref json, Event);
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
                    _origins.Read(ref json, "/payload/origin", Event.Origin);
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
                    _origins.Read(ref json, "/payload/origin", Event.Origin);
                    break;
            }
        }

        TickerNames.Require(seen, 0b11100, place);
        if (Event.Ticker.High < Event.Ticker.Low)
        {
            throw new EventException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/payload/high is {Event.Ticker.High}; it must be the low, {Event.Ticker.Low}, or more"));
        }
    }
}
