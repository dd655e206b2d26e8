using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Normalizers;

/// <summary>Writes market events as JSON, without blanks, members always in the same order, numbers as the shortest text that reads back as the same value.</summary>
internal sealed class EventText
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;

    public EventText() => _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Whether the member <c>origin</c> is written.</summary>
    public bool WithOrigin { get; init; } = true;

    /// <summary>A trade.</summary>
    public ReadOnlySpan<byte> Trade(string venue, string symbol, long ts, ReadOnlySpan<byte> id, double price, double qty, byte side, byte? kind, double? rawQty, long? count, EventOrigin origin)
    {
        Begin(EventTypes.Trade, venue, symbol, ts);
        _json.WriteString("trade_id"u8, id);
        _json.WriteNumber("price"u8, price);
        _json.WriteNumber("qty"u8, qty);
        _json.WriteString("side"u8, Schemas.TradeSide.Names[side]);
        if (kind is { } known)
        {
            _json.WriteString("kind"u8, EventTypes.TradeKinds.Names[known]);
        }

        if (rawQty is { } raw)
        {
            _json.WriteNumber("qty_raw"u8, raw);
        }

        Number("count"u8, count);
        return End(origin, ts);
    }

    /// <summary>A 24 h ticker.</summary>
    public ReadOnlySpan<byte> Ticker(string venue, string symbol, long ts, in TickerValues ticker, EventOrigin origin)
    {
        Begin(EventTypes.Ticker, venue, symbol, ts);
        if (ticker.Last is { } last)
        {
            _json.WriteNumber("last"u8, last);
        }

        if (ticker.Open is { } open)
        {
            _json.WriteNumber("open"u8, open);
        }

        _json.WriteNumber("high"u8, ticker.High);
        _json.WriteNumber("low"u8, ticker.Low);
        _json.WriteNumber("volume"u8, ticker.Volume);
        if (ticker.QuoteVolume is { } quoted)
        {
            _json.WriteNumber("quote_volume"u8, quoted);
        }

        return End(origin, ts);
    }

    /// <summary>A venue message about a book, as <c>order_book_depth</c> where that can hold it.</summary>
    public ReadOnlySpan<byte> Book(string venue, string symbol, long ts, BookMessage message, long? previous)
    {
        var isDepth = message.IsDepth;
        Begin(isDepth ? EventTypes.Depth : EventTypes.Deltas, venue, symbol, ts);
        if (isDepth)
        {
            Number("seq"u8, message.Snapshot.Seq);
            Side("bids"u8, message.Snapshot.Levels, bids: true);
            Side("asks"u8, message.Snapshot.Levels, bids: false);
            return End(message.Snapshot.Origin, ts);
        }

        if (message.Snapshot.IsPresent)
        {
            _json.WriteStartObject("snapshot"u8);
            Number("seq"u8, message.Snapshot.Seq);
            Changes(message.Snapshot.Levels);
            Origin(message.Snapshot.Origin, ts);
            _json.WriteEndObject();
        }

        if (message.Clears)
        {
            _json.WriteBoolean("clear"u8, true);
        }

        Number("prev_seq"u8, message.Follows ? previous : null);
        Number("seq"u8, message.Changes.Seq);
        Changes(message.Changes.Levels);
        if (message.Status is { } status)
        {
            _json.WriteStartObject("status"u8);
            _json.WriteString("state"u8, Schemas.BookState.Names[status.State]);
            Text("reason"u8, status.Reason);
            Number("last_seq"u8, status.LastSeq);
            Number("expected"u8, status.Expected);
            Number("got"u8, status.Got);
            _json.WriteEndObject();
        }

        return End(message.Changes.Origin, ts);
    }

    private void Begin(byte type, string venue, string symbol, long ts)
    {
        _bytes.ResetWrittenCount();
        _json.Reset(_bytes);
        _json.WriteStartObject();
        _json.WriteString("type"u8, EventTypes.Names.Names[type]);
        _json.WriteString("venue"u8, venue);
        _json.WriteString("symbol"u8, symbol);
        Time("ts_event"u8, ts);
        _json.WriteStartObject("payload"u8);
    }

    private ReadOnlySpan<byte> End(EventOrigin origin, long ts)
    {
        Origin(origin, ts);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _bytes.WrittenSpan;
    }

    private void Origin(EventOrigin origin, long ts)
    {
        var received = origin.Received == ts ? null : origin.Received;
        if (!WithOrigin || (received is null && origin is { Sent: null, Frame: null, Channel: null, RawSymbol: null, Connection: null }))
        {
            return;
        }

        _json.WriteStartObject("origin"u8);
        Time("ts_recv"u8, received);
        Time("ts_send"u8, origin.Sent);
        Text("channel"u8, origin.Channel);
        Text("raw_symbol"u8, origin.RawSymbol);
        Number("frame_id"u8, origin.Frame);
        Text("conn_id"u8, origin.Connection);
        _json.WriteEndObject();
    }

    private void Side(ReadOnlySpan<byte> name, List<BookLevel> levels, bool bids)
    {
        _json.WriteStartArray(name);
        foreach (var level in levels)
        {
            if (level.IsBid == bids)
            {
                _json.WriteStartObject();
                _json.WriteNumber("p"u8, level.Price);
                _json.WriteNumber("q"u8, level.Qty);
                _json.WriteEndObject();
            }
        }

        _json.WriteEndArray();
    }

    private void Changes(List<BookLevel> levels)
    {
        _json.WriteStartArray("changes"u8);
        foreach (var level in levels)
        {
            _json.WriteStartObject();
            _json.WriteString("side"u8, level.IsBid ? "bid"u8 : "ask"u8);
            _json.WriteNumber("p"u8, level.Price);
            _json.WriteNumber("q"u8, level.Qty);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Number(ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known)
        {
            _json.WriteNumber(name, known);
        }
    }

    private void Text(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    private void Time(ReadOnlySpan<byte> name, long? ns)
    {
        if (ns is { } known)
        {
            Span<byte> text = stackalloc byte[Rfc3339.Length];
            _json.WriteString(name, text[..Rfc3339.Format(known, text)]);
        }
    }
}
