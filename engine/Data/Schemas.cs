namespace StreamEngine.Data;

/// <summary>The canonical schemas (DESIGN § 2, fields as in EXCHANGES § 1.1 with <c>ts</c> for its <c>ts_event</c>). A new nullable column keeps the version; any other change is a new one.</summary>
public static class Schemas
{
    /// <summary>Taker side of a trade.</summary>
    public static readonly ColumnType TradeSide = ColumnType.Enum("buy", "sell");

    /// <summary>Side of a book.</summary>
    public static readonly ColumnType BookSide = ColumnType.Enum("bid", "ask");

    /// <summary>States of a book (EXCHANGES § 1.3).</summary>
    public static readonly ColumnType BookState =
        ColumnType.Enum("disconnected", "subscribing", "buffering", "snapshot_pending", "live", "gap", "checksum_fail", "crossed", "stale", "invalid");

    /// <summary>What a recorded line of a connection is: received, answered over HTTP, sent, or the connection made.</summary>
    public static readonly ColumnType FrameKind = ColumnType.Enum("recv", "http", "send", "connect");

    private static readonly Field[] Header =
    [
        new("ts", ColumnType.Timestamp),
        new("ts_recv", ColumnType.Timestamp),
        new("venue", ColumnType.Symbol),
        new("symbol", ColumnType.Symbol),
        new("channel", ColumnType.Symbol, Nullable: true),
        new("raw_symbol", ColumnType.Symbol, Nullable: true),
        new("ts_send", ColumnType.Timestamp, Nullable: true),
        new("frame_id", ColumnType.Int64, Nullable: true),
        new("conn_id", ColumnType.Symbol, Nullable: true),
    ];

    /// <summary>
    /// One raw venue frame: <c>ts</c> is its receive time, <c>origin</c> the file or connection it came by, <c>line</c> its number there from 1. Where the recorder told them: <c>conn</c> the connection,
    /// <c>kind</c> what the line is (null: a frame or an answer, not told), <c>url</c> what was asked, or the address connected or sent to.
    /// </summary>
    public static readonly Schema Frame = new("frame/1",
    [
        new("ts", ColumnType.Timestamp),
        new("origin", ColumnType.Symbol),
        new("line", ColumnType.Int64),
        new("text", ColumnType.String),
        new("conn", ColumnType.Symbol, Nullable: true),
        new("kind", FrameKind, Nullable: true),
        new("url", ColumnType.String, Nullable: true),
    ]);

    /// <summary>One trade; <c>side</c> is the taker's.</summary>
    public static readonly Schema Trade = new("trade/1",
    [
        .. Header,
        new("trade_id", ColumnType.String),
        new("price", ColumnType.Float64, Unit: "quote"),
        new("qty", ColumnType.Float64, Unit: "base"),
        new("qty_raw", ColumnType.Float64, Nullable: true),
        new("side", TradeSide),
        new("kind", ColumnType.Enum("normal", "aggregated", "block", "rpi", "insurance", "adl")),
        new("count", ColumnType.Int64, Nullable: true),
    ]);

    /// <summary>
    /// One level change of a book, or its loss. <c>action</c> set carries the absolute new quantity (0 deletes), clear empties the book, status says in <c>state</c> what became of it.
    /// <c>last</c> flags the last row of a venue message: a message is applied whole. <c>snapshot</c> flags rows of a snapshot.
    /// </summary>
    public static readonly Schema BookDelta = new("book_delta/1",
    [
        .. Header,
        new("action", ColumnType.Enum("set", "delete", "clear", "status")),
        new("side", BookSide, Nullable: true),
        new("price", ColumnType.Float64, Nullable: true, Unit: "quote"),
        new("qty", ColumnType.Float64, Nullable: true, Unit: "base"),
        new("seq", ColumnType.Int64, Nullable: true),
        new("snapshot", ColumnType.Bool),
        new("last", ColumnType.Bool),
        new("state", BookState, Nullable: true),
        new("reason", ColumnType.String, Nullable: true),
        new("last_seq", ColumnType.Int64, Nullable: true),
        new("expected", ColumnType.Int64, Nullable: true),
        new("got", ColumnType.Int64, Nullable: true),
    ]);

    /// <summary>Best bid and ask from a venue's own best-quote channel.</summary>
    public static readonly Schema Quote = new("quote/1",
    [
        .. Header,
        new("bid_px", ColumnType.Float64, Nullable: true, Unit: "quote"),
        new("bid_qty", ColumnType.Float64, Nullable: true, Unit: "base"),
        new("ask_px", ColumnType.Float64, Nullable: true, Unit: "quote"),
        new("ask_qty", ColumnType.Float64, Nullable: true, Unit: "base"),
        new("seq", ColumnType.Int64, Nullable: true),
    ]);

    /// <summary>A row that failed, was late or was rejected, with what it was (DESIGN § 3 rule 2).</summary>
    public static readonly Schema Dead = new("dead/1",
    [
        new("ts", ColumnType.Timestamp),
        new("node", ColumnType.Symbol),
        new("port", ColumnType.Symbol),
        new("code", ColumnType.Symbol),
        new("reason", ColumnType.String),
        new("schema", ColumnType.String, Nullable: true),
        new("row", ColumnType.Json),
    ]);

    /// <summary>A batch that took longer than the attribute <c>latency_budget</c> allows.</summary>
    public static readonly Schema Breach = new(null,
    [
        new("ts", ColumnType.Timestamp),
        new("node", ColumnType.Symbol),
        new("from", ColumnType.Symbol),
        new("latency", ColumnType.Duration),
        new("budget", ColumnType.Duration),
        new("rows", ColumnType.Int64),
    ]);

    private static readonly Dictionary<string, Schema> ByName = new[]
    {
        Frame, Trade, BookDelta, Quote, Dead, Book(20),
        Market("book_status/1", new("state", BookState), new("reason", ColumnType.String, true), new("last_seq", ColumnType.Int64, true), new("expected", ColumnType.Int64, true), new("got", ColumnType.Int64, true)),
        Market("bar/1", new("window_start", ColumnType.Timestamp), new("window_end", ColumnType.Timestamp), Price("open"), Price("high"), Price("low"), Price("close"), Qty("base_vol"),
            new("quote_vol", ColumnType.Decimal, true, "quote"), new("count", ColumnType.Int64, true), new("closed", ColumnType.Bool)),
        Market("ticker/1", Maybe("last"), Maybe("open"), Maybe("high"), Maybe("low"), new("base_vol", ColumnType.Decimal, true, "base"), new("quote_vol", ColumnType.Decimal, true, "quote")),
        Market("mark_price/1", Price("price"), new("index_price", ColumnType.Float64, true, "quote")),
        Market("funding/1", new("rate", ColumnType.Float64, true), new("next_funding_ts", ColumnType.Timestamp, true), new("interval_h", ColumnType.Float64, true), new("predicted_rate", ColumnType.Float64, true)),
        Market("open_interest/1", new("oi_base", ColumnType.Decimal, true, "base"), new("oi_contracts", ColumnType.Decimal, true), new("oi_quote", ColumnType.Decimal, true, "quote"),
            new("sided", ColumnType.Enum("single", "double"))),
        Market("liquidation/1", Price("price"), Qty("qty"), new("side", TradeSide), new("price_kind", ColumnType.Enum("order", "avg", "bankruptcy"))),
        Market("instrument/1", new("tick", ColumnType.Float64), new("lot", ColumnType.Float64), new("min_qty", ColumnType.Float64, true), new("min_notional", ColumnType.Decimal, true),
            new("contract_value", ColumnType.Decimal, true), new("contract_ccy", ColumnType.Symbol, true), new("contract_kind", ColumnType.Enum("spot", "linear", "inverse")),
            new("state", ColumnType.Enum("trading", "halted", "closed", "cancel_only"))),
        Market("order/1", new("client_id", ColumnType.String), new("order_id", ColumnType.String, true), new("parent_id", ColumnType.String, true), new("side", TradeSide),
            new("type", ColumnType.Enum("market", "limit", "stop_market", "stop_limit")), new("price", ColumnType.Decimal, true, "quote"), new("stop_price", ColumnType.Decimal, true, "quote"),
            new("qty", ColumnType.Decimal, false, "base"), new("filled_qty", ColumnType.Decimal, true, "base"), new("reduce_only", ColumnType.Bool),
            new("state", ColumnType.Enum("pending", "open", "partial", "filled", "canceled", "rejected", "expired")), new("reason", ColumnType.String, true)),
        Market("fill/1", new("client_id", ColumnType.String), new("trade_id", ColumnType.String), new("side", TradeSide), new("price", ColumnType.Decimal, false, "quote"),
            new("qty", ColumnType.Decimal, false, "base"), new("fee", ColumnType.Decimal, true), new("fee_ccy", ColumnType.Symbol, true), new("maker", ColumnType.Bool, true)),
        Market("signal/1", new("score", ColumnType.Float64), new("model", ColumnType.Symbol, true), new("horizon", ColumnType.Duration, true), new("reason", ColumnType.Json, true)),
    }.ToDictionary(s => s.Name!, StringComparer.Ordinal);

    /// <summary>All canonical schemas.</summary>
    public static IEnumerable<Schema> All => ByName.Values.OrderBy(s => s.Name, StringComparer.Ordinal);

    /// <summary>The schema of a canonical name, or null.</summary>
    public static Schema? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// The state of a book behind one venue message, best level first: best bid and ask, the best <paramref name="depth"/> levels a side (prices and sizes, 0 behind the last level), how many there are.
    /// Prices are null when the book is not live or a side is empty.
    /// </summary>
    public static Schema Book(int depth)
    {
        var levels = ColumnType.Vector(TypeKind.Float64, depth);
        return new Schema("book/1",
        [
            .. Header[..4],
            new("seq", ColumnType.Int64, Nullable: true),
            new("state", BookState),
            Maybe("bid_px"),
            new("bid_qty", ColumnType.Float64, Nullable: true, Unit: "base"),
            Maybe("ask_px"),
            new("ask_qty", ColumnType.Float64, Nullable: true, Unit: "base"),
            new("bid_prices", levels, Nullable: true, Unit: "quote"),
            new("bid_sizes", levels, Nullable: true, Unit: "base"),
            new("ask_prices", levels, Nullable: true, Unit: "quote"),
            new("ask_sizes", levels, Nullable: true, Unit: "base"),
            new("bid_levels", ColumnType.Int32, Nullable: true),
            new("ask_levels", ColumnType.Int32, Nullable: true),
        ]);
    }

    private static Schema Market(string name, params Field[] fields) => new(name, [.. Header, .. fields]);

    private static Field Price(string name) => new(name, ColumnType.Float64, Unit: "quote");

    private static Field Maybe(string name) => new(name, ColumnType.Float64, Nullable: true, Unit: "quote");

    private static Field Qty(string name) => new(name, ColumnType.Float64, Unit: "base");
}
