using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Csv;

/// <summary>What each known format is as a mapping. Sources: github.com/binance/binance-public-data (README), docs.tardis.dev (downloadable CSV files).</summary>
public static class CsvFormats
{
    private const string BookDepthTime = "yyyy-MM-dd HH:mm:ss.F";

    private static readonly Dictionary<string, string> TakerOfMaker = new()
    {
        ["true"] = "sell", ["True"] = "sell", ["TRUE"] = "sell", ["false"] = "buy", ["False"] = "buy", ["FALSE"] = "buy",
    };

    /// <summary>Bars with the volumes that takers bought.</summary>
    private static readonly Schema Klines = Schemas.Find("bar/1")!.With(
        new Field("taker_base_vol", ColumnType.Float64, true, "base"), new Field("taker_quote_vol", ColumnType.Decimal, true, "quote"));

    private static readonly Schema BookDepth = new(null,
    [
        new("ts", ColumnType.Timestamp), new("ts_recv", ColumnType.Timestamp), new("venue", ColumnType.Symbol), new("symbol", ColumnType.Symbol),
        new("percentage", ColumnType.Float64, Unit: "percent"), new("depth", ColumnType.Decimal, Unit: "base"), new("notional", ColumnType.Decimal, Unit: "quote"),
    ]);

    /// <summary>Names of the fields of a format, in the order of files without header.</summary>
    /// <param name="format">The format.</param>
    /// <param name="market">The market of a Binance dump.</param>
    public static IReadOnlyList<string> Fields(CsvFormat format, CsvMarket market = CsvMarket.Spot) => format switch
    {
        CsvFormat.BinanceTrades when market == CsvMarket.Coinm => ["id", "price", "qty", "base_qty", "time", "is_buyer_maker"],
        CsvFormat.BinanceTrades when market == CsvMarket.Usdm => ["id", "price", "qty", "quote_qty", "time", "is_buyer_maker"],
        CsvFormat.BinanceTrades => ["id", "price", "qty", "quote_qty", "time", "is_buyer_maker", "is_best_match"],
        CsvFormat.BinanceAggTrades when market == CsvMarket.Spot => ["agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time", "is_buyer_maker", "was_best_price"],
        CsvFormat.BinanceAggTrades => ["agg_trade_id", "price", "quantity", "first_trade_id", "last_trade_id", "transact_time", "is_buyer_maker"],
        CsvFormat.BinanceKlines => ["open_time", "open", "high", "low", "close", "volume", "close_time", "quote_volume", "count", "taker_buy_volume", "taker_buy_quote_volume", "ignore"],
        CsvFormat.BinanceBookTicker => ["update_id", "best_bid_price", "best_bid_qty", "best_ask_price", "best_ask_qty", "transaction_time", "event_time"],
        CsvFormat.BinanceBookDepth => ["timestamp", "percentage", "depth", "notional"],
        CsvFormat.TardisTrades => ["exchange", "symbol", "timestamp", "local_timestamp", "id", "side", "price", "amount"],
        CsvFormat.TardisQuotes => ["exchange", "symbol", "timestamp", "local_timestamp", "ask_amount", "ask_price", "bid_price", "bid_amount"],
        CsvFormat.TardisIncrementalBookL2 => ["exchange", "symbol", "timestamp", "local_timestamp", "is_snapshot", "side", "price", "amount"],
        _ => ["exchange", "symbol", "timestamp", "local_timestamp", "asks[0].price", "asks[0].amount", "bids[0].price", "bids[0].amount"],
    };

    /// <summary>The mapping of a format; null when options do not go with it, and that was reported.</summary>
    internal static MappingRequest? Request(CsvFormat format, CsvFileSourceOptions options, BindScope scope)
    {
        var isTardis = format >= CsvFormat.TardisTrades;
        var market = options.Market ?? (format is CsvFormat.BinanceBookTicker or CsvFormat.BinanceBookDepth ? CsvMarket.Usdm : CsvMarket.Spot);
        if (!isTardis && options.Symbol is null)
        {
            Report(scope, null, "the symbol is not known: dumps of Binance say it only in their file names", "write 'symbol: BTCUSDT'");
        }

        if (isTardis && options.Market is not null)
        {
            Report(scope, "market", "option 'market' is for dumps of Binance; files of Tardis name the exchange in each row", "remove 'market'");
        }

        if (market == CsvMarket.Coinm && format is CsvFormat.BinanceAggTrades or CsvFormat.BinanceBookTicker)
        {
            Report(scope, "market", "this dump has quantities in contracts only, and the columns of the stream are in the base coin", "read it with 'columns', and say yourself what the contracts are worth");
        }

        if (options.Message.Count > 0 || options.Interval is not null)
        {
            Report(scope, "format", "options 'message' and 'interval' go with 'schema' and 'columns'; a format says these itself", "remove them");
        }

        return scope.Failed ? null : Columns(format, market, options) with
        {
            Venue = options.Venue ?? (isTardis ? null : "binance_" + Config.OptionNames.ToSnakeCase(market.ToString())),
            Symbol = options.Symbol,
            Layout = Fields(format, market),
        };
    }

    private static MappingRequest Columns(CsvFormat format, CsvMarket market, CsvFileSourceOptions options)
    {
        var time = market == CsvMarket.Spot ? "auto" : "ms";
        return format switch
        {
            CsvFormat.BinanceTrades => Of(Schemas.Trade, [("ts", At("time", time)), ("trade_id", From("id")), ("price", From("price")), ("qty", From(market == CsvMarket.Coinm ? "base_qty" : "qty")),
                .. market == CsvMarket.Coinm ? [("qty_raw", From("qty"))] : Array.Empty<(string, ColumnOptions)>(), ("side", Maker)]),
            CsvFormat.BinanceAggTrades => AggregateTrades(time),
            CsvFormat.BinanceKlines => Bars(market, time),
            CsvFormat.BinanceBookTicker => Of(Schemas.Quote, [("ts", At("transaction_time", time)), ("ts_send", At("event_time", time)), ("seq", From("update_id")),
                ("bid_px", From("best_bid_price")), ("bid_qty", From("best_bid_qty")), ("ask_px", From("best_ask_price")), ("ask_qty", From("best_ask_qty"))]),
            CsvFormat.BinanceBookDepth => Of(BookDepth, [("ts", At("timestamp", BookDepthTime)), ("percentage", From("percentage")), ("depth", From("depth")), ("notional", From("notional"))]),
            CsvFormat.TardisTrades => Of(Schemas.Trade, [.. Tardis(options), ("trade_id", From("id") with { Default = "" }), ("side", From("side")), ("price", From("price")), ("qty", From("amount"))]),
            CsvFormat.TardisQuotes => Of(Schemas.Quote, [.. Tardis(options), ("bid_px", From("bid_price")), ("bid_qty", From("bid_amount")), ("ask_px", From("ask_price")), ("ask_qty", From("ask_amount"))]),
            CsvFormat.TardisIncrementalBookL2 => Of(Schemas.BookDelta, [.. Tardis(options), ("snapshot", From("is_snapshot")), ("side", From("side")), ("price", From("price")), ("qty", From("amount"))])
                with { Message = ["symbol", "timestamp", "local_timestamp", "is_snapshot"] },
            _ => Snapshots(options),
        };
    }

    private static ColumnOptions Maker => From("is_buyer_maker") with { Values = TakerOfMaker };

    private static MappingRequest AggregateTrades(string time) =>
        Of(Schemas.Trade, [("ts", At("transact_time", time)), ("trade_id", From("agg_trade_id")), ("price", From("price")), ("qty", From("quantity")), ("side", Maker), ("kind", new ColumnOptions { Value = "aggregated" })]) with
        {
            Hidden = [Hidden("first_trade_id", ColumnType.Int64), Hidden("last_trade_id", ColumnType.Int64)],
            Steps = at => [new SumStep(at("count"), at("last_trade_id"), at("first_trade_id"), 1)],
        };

    /// <summary>A bar ends one unit of time behind its close time, which is the last instant in it.</summary>
    private static MappingRequest Bars(CsvMarket market, string time)
    {
        var inContracts = market == CsvMarket.Coinm; // volume counts contracts, and what stands for the quote volume is the base volume
        var columns = new List<(string, ColumnOptions)>
        {
            ("window_start", At("open_time", time)), ("open", From("open")), ("high", From("high")), ("low", From("low")), ("close", From("close")), ("count", From("count")),
            ("base_vol", From(inContracts ? "quote_volume" : "volume")), ("taker_base_vol", From(inContracts ? "taker_buy_quote_volume" : "taker_buy_volume")),
        };
        if (!inContracts)
        {
            columns.AddRange([("quote_vol", From("quote_volume")), ("taker_quote_vol", From("taker_buy_quote_volume"))]);
        }

        return Of(Klines, columns) with
        {
            Hidden = [Hidden("close_time", ColumnType.Timestamp) with { Time = time == "auto" ? new AutoTime() : new UnitTime(time), AddUnit = true }],
            Steps = at => [new SumStep(at("window_end"), at("close_time"), -1, 0), new SumStep(at("ts"), at("close_time"), -1, -1)],
        };
    }

    private static MappingRequest Snapshots(CsvFileSourceOptions options)
    {
        var levels = Enumerable.Range(0, options.Depth).SelectMany(i => new[] { $"bids[{i}].price", $"bids[{i}].amount", $"asks[{i}].price", $"asks[{i}].amount" });
        return Of(Schemas.Book(options.Depth), [.. Tardis(options), ("bid_px", From("bids[0].price")), ("bid_qty", From("bids[0].amount")), ("ask_px", From("asks[0].price")), ("ask_qty", From("asks[0].amount"))]) with
        {
            Hidden = [.. levels.Select(name => Hidden(name, ColumnType.Float64))],
            Steps = at => new[] { "bid", "ask" }.Select(side => new LevelsStep(at($"{side}_prices"), at($"{side}_sizes"), at($"{side}_levels"),
                [.. Enumerable.Range(0, options.Depth).Select(i => (at($"{side}s[{i}].price"), at($"{side}s[{i}].amount")))])),
        };
    }

    private static (string, ColumnOptions)[] Tardis(CsvFileSourceOptions options) =>
    [
        ("ts", At("timestamp", "us")), ("ts_recv", At("local_timestamp", "us")),
        ("venue", options.Venue is null ? From("exchange") : new ColumnOptions { Value = options.Venue }), ("symbol", options.Symbol is null ? From("symbol") : new ColumnOptions { Value = options.Symbol }),
    ];

    private static MappingRequest Of(Schema schema, IReadOnlyList<(string Name, ColumnOptions Options)> columns) =>
        new(null, columns.ToDictionary(c => c.Name, c => c.Options, StringComparer.Ordinal)) { Known = schema };

    private static ColumnOptions From(string name) => new() { From = name };

    private static ColumnOptions At(string name, string time) => new() { From = name, Time = time };

    private static MappedColumn Hidden(string name, ColumnType type) => new(new Field(name, type, true)) { IsHidden = true };

    private static void Report(BindScope scope, string? option, string message, string help) => scope.Report(option, MappingErrors.Mapping, message, help);
}
