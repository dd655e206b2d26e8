namespace StreamEngine.Cli.Reference;

/// <summary>
/// The fields of the market report in its order: names and units that stand in no other place. What is computed, and how, is not said here but taken from the operators' doc comments. Tests hold the list to the schema and to the
/// shipped pipeline.
/// </summary>
internal static class ReportFields
{
    private const string Quote = "quote units, such as USDT in BTCUSDT";
    private const string Base = "base units, such as BTC in BTCUSDT";
    private const string NoBook = "the book is not live";
    private const string NoTicker = "no 24 h ticker has been seen yet";
    private const string Severity = "low, medium or high";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ReportField> All =
    [
        new("/symbol", "Symbol", "name", "The market, as its venue calls it.", "symbol", "report"),
        new("/venue", "Venue", "name", "Where the market is; sim is the market simulator.", "venue", "order_book") { NullWhen = "its book has not been seen yet" },
        new("/generated_at", "Time of the report", "RFC 3339, UTC", "The instant that the report is of; when it is served from a live run, the instant of the answer.", "ts", "schedule"),
        new("/data_age_ms", "Data age", "milliseconds", "Time from the newest event to the report.", "data_age_ms", "freshness") { NullWhen = "no event has come yet" },
        new("/report_version", "Version", "number", "Version of the schema that the report is held to.", "", "report"),
        new("/ingestion/status", "Ingestion", "ok, degraded or down", "Whether data come in, and fresh. Do not rely on prices when it is not ok.", "status", "freshness"),
        new("/ingestion/fresh", "Fresh", "yes or no", "Whether the newest event is at most 1,000 ms old.", "fresh", "freshness"),
        new("/last_price", "Last price", Quote, "Price of the newest trade.", "last_price", "latest") { NullWhen = "no trade has been seen yet", Formula = "last_price = price of the newest trade, before the first trade that of the 24 h ticker" },
        new("/change_24h_pct", "Change in 24 h", "per cent", "Change of the price in 24 hours.", "change_24h_pct", "latest") { NullWhen = NoTicker + ", or it has no open or one of 0", Formula = "change_24h_pct = (last − open) / open · 100" },
        new("/high_24h", "High of 24 h", Quote, "Highest price of 24 hours, as the venue's ticker has it.", "high_24h", "latest") { NullWhen = NoTicker },
        new("/low_24h", "Low of 24 h", Quote, "Lowest price of 24 hours, as the venue's ticker has it.", "low_24h", "latest") { NullWhen = NoTicker },
        new("/volume_24h", "Volume of 24 h", Base, "Quantity traded in 24 hours, as the venue's ticker has it.", "volume_24h", "latest") { NullWhen = NoTicker },
        new("/best_bid/price", "Best bid", Quote, "Highest price that somebody bids.", "bid_px", "order_book") { NullWhen = NoBook },
        new("/best_bid/qty", "Quantity at the best bid", Base, "Quantity that rests at the best bid.", "bid_qty", "order_book") { NullWhen = NoBook },
        new("/best_ask/price", "Best ask", Quote, "Lowest price that somebody asks.", "ask_px", "order_book") { NullWhen = NoBook },
        new("/best_ask/qty", "Quantity at the best ask", Base, "Quantity that rests at the best ask.", "ask_qty", "order_book") { NullWhen = NoBook },
        new("/spread_bps", "Spread", "basis points (hundredths of a per cent) of the best bid", "Distance of the best ask from the best bid.", "spread_bps", "spread") { NullWhen = NoBook },
        new("/mid_price", "Mid price", Quote, "The middle between best bid and best ask.", "mid", "mid") { NullWhen = NoBook },
        new("/micro_price", "Micro price", Quote, "The mid, moved towards the side with less quantity.", "weighted_mid", "weighted_mid") { NullWhen = NoBook },
        new("/depth/top20_bid", "Bids", "levels", "The best 20 levels of the bid side, the best first.", "bid_prices", "order_book") { NullWhen = NoBook },
        new("/depth/top20_bid/p", "Price of a level", Quote, "Price of a level of the bid side.", "bid_prices", "order_book"),
        new("/depth/top20_bid/q", "Quantity of a level", Base, "Quantity that rests at the level.", "bid_sizes", "order_book"),
        new("/depth/top20_ask", "Asks", "levels", "The best 20 levels of the ask side, the best first.", "ask_prices", "order_book") { NullWhen = NoBook },
        new("/depth/top20_ask/p", "Price of a level", Quote, "Price of a level of the ask side.", "ask_prices", "order_book"),
        new("/depth/top20_ask/q", "Quantity of a level", Base, "Quantity that rests at the level.", "ask_sizes", "order_book"),
        new("/depth/sum_bid", "Bids, 20 levels", Base, "Quantity on the best 20 levels of the bid side.", "sum_bid_20", "depth") { NullWhen = NoBook },
        new("/depth/sum_ask", "Asks, 20 levels", Base, "Quantity on the best 20 levels of the ask side.", "sum_ask_20", "depth") { NullWhen = NoBook },
        new("/depth/imbalance", "Imbalance", "share, from −1 (asks only) to 1 (bids only)", "How much more quantity is bid than asked on the best 20 levels.", "imbalance_20", "imbalance") { NullWhen = NoBook },
        new("/flow/orders_per_sec", "Orders a second", "events a second, over 10 s", "Trades and messages of the book, a second.", "orders_per_sec", "order_rate"),
        new("/flow/net_flow", "Net flow", Base + ", over 30 s", "Quantity that takers bought less that they sold.", "net_flow_30s", "trade_flow"),
        new("/anomalies", "Anomalies", "list", "What is odd in the market now: spoofing, icebergs, risk of a flash crash.", "", "spoofing", "iceberg", "flash_crash_risk"),
        new("/anomalies/type", "Kind of an anomaly", "spoofing, iceberg or flash_crash_risk", "What it is.", "", "spoofing", "iceberg", "flash_crash_risk"),
        new("/anomalies/severity", "Severity of an anomaly", Severity, "How grave it is.", "", "spoofing", "iceberg", "flash_crash_risk"),
        new("/anomalies/note", "Note of an anomaly", "text", "The numbers behind it.", "", "spoofing", "iceberg", "flash_crash_risk"),
        new("/health/score", "Health score", "points, from 0 to 100", "How good a market to trade this is now: the sum of six components.", "health_score", "health"),
        new("/health/components/spread", "Health: spread", "points", "Points for a narrow spread.", "health_spread", "health"),
        new("/health/components/depth", "Health: depth", "points", "Points for a deep book.", "health_depth", "quote_depth", "health"),
        new("/health/components/balance", "Health: balance", "points", "Points for bids and asks of equal weight.", "health_balance", "health"),
        new("/health/components/flow", "Health: flow", "points", "Points for a busy market.", "health_flow", "health"),
        new("/health/components/anomalies", "Health: anomalies", "points", "Points for the absence of anomalies.", "health_anomalies", "health"),
        new("/health/components/freshness", "Health: freshness", "points", "Points for fresh data.", "health_freshness", "health"),
        new("/liquidity/walls", "Walls", "list", "Levels of the book that are far larger than levels usually are.", "walls", "walls") { NullWhen = NoBook },
        new("/liquidity/walls/side", "Side of a wall", "bid or ask", "The side it rests on.", "walls", "walls"),
        new("/liquidity/walls/price", "Price of a wall", Quote, "Its price.", "walls", "walls"),
        new("/liquidity/walls/qty", "Quantity of a wall", Base, "Its quantity.", "walls", "walls"),
        new("/liquidity/walls/severity", "Severity of a wall", Severity, "How far it is beyond the threshold.", "walls", "walls"),
        new("/liquidity/vacuums", "Vacuums", "list", "Neighbouring levels that are far thinner than levels usually are.", "vacuums", "vacuums") { NullWhen = NoBook },
        new("/liquidity/vacuums/side", "Side of a vacuum", "bid or ask", "The side it is on.", "vacuums", "vacuums"),
        new("/liquidity/vacuums/from", "Lower end of a vacuum", Quote, "Its lowest price.", "vacuums", "vacuums"),
        new("/liquidity/vacuums/to", "Upper end of a vacuum", Quote, "Its highest price.", "vacuums", "vacuums"),
        new("/liquidity/vacuums/levels", "Levels of a vacuum", "levels", "How many levels it has.", "vacuums", "vacuums"),
        new("/liquidity/vacuums/severity", "Severity of a vacuum", Severity, "How thin it is.", "vacuums", "vacuums"),
        new("/liquidity/profile/poc", "Point of control (POC)", Quote, "The price at which most was traded in 30 minutes.", "poc", "volume_profile"),
        new("/liquidity/profile/vah", "Value area high (VAH)", Quote, "Upper end of the prices around it with 70 % of the volume.", "vah", "volume_profile"),
        new("/liquidity/profile/val", "Value area low (VAL)", Quote, "Lower end of the prices around it with 70 % of the volume.", "val", "volume_profile"),
    ];
}
