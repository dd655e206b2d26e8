using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>The types of market event (REQUIREMENTS DOM-01) and their rows.</summary>
internal static class EventTypes
{
    public const byte Trade = 0;
    public const byte Depth = 1;
    public const byte Deltas = 2;
    public const byte Ticker = 3;

    /// <summary>The types, by name.</summary>
    public static readonly ColumnType Names = ColumnType.Enum("trade_tick", "order_book_depth", "order_book_deltas", "ticker_24h");

    /// <summary>Kinds of trade, by name.</summary>
    public static readonly ColumnType TradeKinds = Schemas.Trade.Find("kind")!.Type;

    /// <summary>Rows of events: <c>ts</c> is when an event was seen, as of a raw frame; the time of the event stands in it.</summary>
    public static readonly Schema Rows = new(null,
    [
        new("ts", ColumnType.Timestamp),
        new("venue", ColumnType.Symbol),
        new("symbol", ColumnType.Symbol),
        new("type", Names),
        new("event", ColumnType.Json),
    ]);

    /// <summary>24 h tickers.</summary>
    public static readonly Schema Tickers = Schemas.Find("ticker/1")!;
}
