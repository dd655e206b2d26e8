namespace StreamEngine.Tests.Tools;

/// <summary>Every file of ../shared/data that holds trades, quotes, books or bars, one a line: those that are read, and those that are refused (by themselves; some are read with a mapping) with the reason.</summary>
internal static class SharedFiles
{
    /// <summary>Files that are read, with what the README says of them.</summary>
    public static readonly IReadOnlyList<SharedFile> Read =
    [
        new("hftbacktest/cm/btcusd_perp_20240808.gz", 48270) { First = "2024-08-08 23:54:16", Last = "2024-08-08 23:59:59", Kinds = "depth 26847, bookTicker 19136, trade 2286, snapshot 1" },
        new("hftbacktest/cm/btcusd_perp_20240809.gz", 50116) { First = "2024-08-09 00:00:00", Last = "2024-08-09 00:05:03", Kinds = "depth 17948, bookTicker 29219, trade 2949" },
        new("hftbacktest/spot/btcusdt_20240808.gz", 41249) { First = "2024-08-08 23:54:13", Last = "2024-08-08 23:59:59", Kinds = "depth 3451, bookTicker 28040, trade 9757, snapshot 1" },
        new("hftbacktest/spot/btcusdt_20240809.gz", 58325) { First = "2024-08-09 00:00:00", Last = "2024-08-09 00:05:04", Kinds = "depth 3044, bookTicker 45134, trade 10147" },
        new("hftbacktest/usdm/btcusdt_20240808.gz", 93954) { First = "2024-08-08 23:54:15", Last = "2024-08-08 23:59:59", Kinds = "depth 6551, bookTicker 66089, trade 21313, snapshot 1" },
        new("hftbacktest/usdm/ethusdt_20240808.gz", 74655) { First = "2024-08-08 23:54:15", Last = "2024-08-08 23:59:59", Kinds = "depth 6586, bookTicker 53992, trade 14076, snapshot 1" },

        new("cryptofeed/BINANCE.jsonl.gz", 265) { First = "2021-10-12 00:28:32", Kinds = "depth 177, bookTicker 84, http 5, aggTrade 2, kline_1m 2" },
        new("cryptofeed/BINANCE_DELIVERY.jsonl.gz", 4371) { First = "2021-07-22 01:13:23", Kinds = "bookTicker 2240, depth 2047, aggTrade 51, kline_1m 33, http 11" },
        new("cryptofeed/BINANCE_FUTURES.jsonl.gz", 1535) { First = "2021-07-22 22:25:41", Kinds = "depth 764, bookTicker 613, aggTrade 91, kline_1m 67, http 5" },
        new("cryptofeed/BITGET.jsonl.gz", 1157) { First = "2022-04-07 00:07:57" },
        new("cryptofeed/BITMEX.ws.1.0.txt.gz", 2120) { First = "2021-07-22 22:36:07" },
        new("cryptofeed/BITSTAMP.jsonl.gz", 747) { First = "2022-01-05 00:48:17", Kinds = "http 11" },
        new("cryptofeed/BYBIT.jsonl.gz", 1686) { First = "2026-08-09 21:26:59" },
        new("cryptofeed/COINBASE.jsonl.gz", 1030) { First = "2026-08-09 21:05:48", Kinds = "http 1" },
        new("cryptofeed/CRYPTO.COM.jsonl.gz", 3163) { First = "2021-11-23 23:18:39", Kinds = "http 1" },
        new("cryptofeed/DERIBIT.jsonl.gz", 136) { First = "2021-07-22 22:42:03", Kinds = "http 4" },
        new("cryptofeed/HUOBI.jsonl.gz", 362) { First = "2021-04-17 16:47:50", Kinds = "http 1" },
        new("cryptofeed/KRAKEN.jsonl.gz", 4430) { First = "2021-04-17 16:48:52", Kinds = "http 1" },
        new("cryptofeed/KUCOIN.jsonl.gz", 4721) { First = "2021-04-25 19:18:46", Kinds = "http 10" },
        new("cryptofeed/OKX.jsonl.gz", 410) { First = "2022-05-13 16:27:05", Kinds = "http 25" },

        new("binance-data-processor/merged_depth_snapshot_difference_depth_stream_trade_stream_usd_m_futures_trxusdt_14-04-2025_negative.csv.gz", 9856) { First = "2025-04-13 21:33:20", Last = "2025-04-14 00:00:23", Time = "timestampofreceiveus" },
        new("binance-data-processor/merged_depth_snapshot_difference_depth_stream_trade_stream_usd_m_futures_trxusdt_14-04-2025_positive.csv.gz", 9856) { First = "2025-04-13 23:59:59", Last = "2025-04-14 00:00:23" },
        new("binance-data-processor/test_negative_binance_trade_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz", 10000) { First = "2025-03-04 00:00:04", Last = "2025-03-04 00:16:44" },
        new("binance-data-processor/test_positive_binance_difference_depth_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz", 10000) { First = "2025-03-04 00:00:00", Last = "2025-03-04 00:01:13" },
        new("binance-data-processor/test_positive_binance_trade_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz", 10000) { First = "2025-03-04 00:00:04", Last = "2025-03-04 00:16:44" },

        new("hftframework/btcusdt_binance_trades_20220115.csv.gz", 451466) { First = "2022-01-15 00:00:00", Last = "2022-01-15 23:59:30" },
        new("ccapi/gemini__eth-usd__2021-07-01__market-depth.csv.gz", 72180) { First = "2021-07-01 00:00:00", Last = "2021-07-01 23:59:59" },
        new("ccapi/gemini__eth-usd__2021-07-01__trade.csv.gz", 25222) { First = "2021-07-01 00:00:21", Last = "2021-07-01 23:59:58" },

        new("nautilus/binance_btcusdt-depth-snap.csv", 100) { First = "2022-11-01 23:49", Last = "2022-11-01 23:49" },
        new("nautilus/binance_btcusdt-depth-update.csv", 100) { First = "2022-11-01 23:59", Last = "2022-11-01 23:59" },
        new("nautilus/btc-perp-20211231-20220201_1m.csv.gz", 45031) { First = "2021-12-31 23:01", Last = "2022-02-01" },
        new("nautilus/lighter_mainnet_btc_ws.json.gz", 3053) { First = "2025-12-10 19:13:58", Mapping = "lighter" },
        new("nautilus/tardis_binance-futures_BTCUSDT_quotes.csv.gz", 9999) { First = "2020-02-22", Last = "2020-02-22" },
        new("nautilus/tardis_binance-futures_BTCUSDT_trades.csv.gz", 9999) { First = "2020-02-22", Last = "2020-02-22" },
        new("nautilus/tardis_binance-futures_book_snapshot_25_BTCUSDT.csv", 10),

        new("freqtrade/ETH_BTC-5m.feather", 5760) { First = "2018-01-10", Last = "2018-01-30" },
        new("freqtrade/LTC_BTC-5m.feather", 5760) { First = "2018-01-10", Last = "2018-01-30" },
        new("freqtrade/XRP_ETH-1m.feather", 2469) { First = "2019-10-11", Last = "2019-10-13" },
        new("freqtrade/XRP_ETH-5m.feather", 706) { First = "2019-10-11", Last = "2019-10-13" },
        new("freqtrade/XRP_ETH-trades.feather", 12477),
        new("freqtrade/futures_XRP_USDT_USDT-1h-mark.feather", 100) { First = "2021-11-15", Last = "2021-11-19" },
        new("freqtrade/futures_XRP_USDT_USDT-5m-futures.feather", 1999) { First = "2021-11-15", Last = "2021-11-21" },
        new("freqtrade/futures_XRP_USDT_USDT-8h-funding_rate.feather", 91) { First = "2021-11-18", Last = "2021-12-18" },
        new("freqtrade/futures_XRP_USDT_USDT-8h-mark.feather", 91) { First = "2021-11-18", Last = "2021-12-18" },
        new("freqtrade/kraken_trades_csv_BCHEUR.csv", 148) { First = "2023-01", Last = "2023-01", Mapping = "kraken" },
        new("freqtrade/orderflow_public_trades_list.csv", 1000) { First = "2023-02-02 09:20" },

        new("gocryptotrader/binance_BTCUSDT_24h-trades_2020_11_16.csv", 1000) { First = "2020-11-16 04:10:46", Last = "2020-11-16 04:13:50", Mapping = "gct_trades" },
        new("gocryptotrader/binance_BTCUSDT_24h_2019_01_01_2020_01_01.csv", 365) { First = "2019-01-01 00:00:00", Last = "2019-12-31 00:00:00", Time = "window_start", Mapping = "gct_bars" },

        new("bbgo/BTCUSDT-1h-2021-Q1.csv.gz", 2158) { First = "2021-01-01 00:00:00", Last = "2021-03-31 23:00:00", Time = "window_start" },
        new("bbgo/BTCUSDT-1m-2022-05-06.csv.gz", 1440) { First = "2022-05-06 00:00:00", Last = "2022-05-06 23:59:00", Time = "window_start" },
        new("bbgo/FXSUSDT-2023-11-17.csv.gz", 3600) { Mapping = "bbgo_fxs" },

        // 24 items, of which 3 are markers of lost connections
        new("barter-rs/binance_spot_market_data_with_disconnect_events.json", 24) { First = "2024-12-20 19:05", Last = "2024-12-20 19:05", Mapping = "barter", Refused = 3 },

        Lean("crypto/bybit/minute/btcusdt/20221213_quote", 721),
        Lean("crypto/bybit/minute/btcusdt/20221213_trade", 1440),
        Lean("crypto/coinbase/daily/btcusd_trade", 1318),
        Lean("crypto/coinbase/minute/btcusd/20161007_trade", 1419),
        Lean("crypto/coinbase/minute/btcusd/20161008_trade", 1400),
        Lean("crypto/coinbase/minute/btcusd/20161009_trade", 1397),
        Lean("crypto/coinbase/minute/btcusd/20170903_quote", 1438),
        Lean("crypto/coinbase/minute/btcusd/20170903_trade", 1440),
        Lean("crypto/coinbase/minute/btcusd/20170904_quote", 1438),
        Lean("crypto/coinbase/minute/btcusd/20170904_trade", 1440),
        Lean("crypto/coinbase/minute/btcusd/20171217_quote", 1439),
        Lean("crypto/coinbase/minute/btcusd/20171217_trade", 1440),
        Lean("crypto/coinbase/minute/btcusd/20180404_quote", 1437),
        Lean("crypto/coinbase/minute/btcusd/20180404_trade", 1007),
        Lean("crypto/coinbase/minute/btcusd/20180405_quote", 1436),
        Lean("crypto/coinbase/minute/btcusd/20180405_trade", 1440),
        Lean("crypto/coinbase/minute/btcusd/20180406_trade", 1440),
        Lean("crypto/coinbase/second/btcusd/20161007_trade", 4063),
        Lean("crypto/coinbase/second/btcusd/20161008_trade", 3453),
        Lean("crypto/coinbase/second/btcusd/20161009_trade", 4004),
        Lean("cryptofuture/binance/minute/btcusd/20221213_quote", 1104),
        Lean("cryptofuture/binance/minute/btcusd/20221213_trade", 1439),

        new("lean/crypto/coinbase/daily/btcusd_quote.zip", 1332) { Yaml = DailyQuotes },
        new("lean/cryptofuture/binance/margin_interest/btcusd.csv", 12) { Mapping = "lean_margin" },

        new("ta4j/Coinbase-BTC-USD-PT4H-20160518_20251028.json.gz", 20695) { First = "2016-05-18", Last = "2025-10-28", Time = "window_start", Mapping = "ta4j_coinbase" },
        new("ta4j/TradingView-INDEX_BTCUSD-PT1D-20091005_20260306.json.gz", 5905) { First = "2009-10-05", Last = "2026-03-06", Time = "window_start", Mapping = "ta4j_index" },
        new("ninjabot/btc-1h.csv.gz", 4314) { First = "2020-11-17 00:00:00", Last = "2021-05-16 00:00:00", Time = "window_start", Mapping = "ninjabot" },
        new("grid-trading-bot/SOL_USDT_1m.csv.gz", 4320) { First = "2024-08-01", Last = "2024-08-03 23:59" },

        new("funding/BTC-USDT_binance_2020-01-01_2024-01-01_funding_history.csv.gz", 4383) { First = "2020-01-01", Last = "2023-12-31", Mapping = "funding_binance" },
        new("funding/BTC-USDT_bybit_2021-01-01_2024-01-01_funding_history.csv.gz", 3285),
        new("funding/BTC-USDT_dydx_2022-01-01_2024-01-01_funding_history.csv.gz", 17520),
        new("funding/BTC-USDT_gate_2020-01-01_2024-01-01_funding_history.csv.gz", 4290),
        new("funding/BTC-USDT_htx_2021-01-01_2024-01-01_funding_history.csv.gz", 3284),
        new("funding/BTC-USDT_kucoin_2021-01-01_2024-01-01_funding_history.csv.gz", 3285),
        new("funding/BTC-USDT_mexc_2021-01-01_2024-01-01_funding_history.csv.gz", 3285),

        new("golden-skender/quotes/bad.csv", 502),
        new("golden-skender/quotes/bitcoin.csv", 1246),
        new("golden-skender/quotes/compare.csv", 502),
        new("golden-skender/quotes/default.csv", 502) { First = "2017", Last = "2018" },
        new("golden-skender/quotes/intraday.csv", 1564),
        new("golden-skender/quotes/max.csv", 502),
        new("golden-skender/quotes/mismatch.csv", 502),
        new("golden-skender/quotes/msft.csv", 8111),
        new("golden-skender/quotes/penny.csv", 533),
        new("golden-skender/quotes/spx.csv", 8111),
        new("golden-skender/quotes/toobig.csv", 1246),
        new("golden-skender/quotes/zeros.csv", 200),
    ];

    /// <summary>Files that are refused, with the message behind the path.</summary>
    public static readonly IReadOnlyList<(string Path, string Message)> Refused =
    [
        ("hftframework/btcusdt_binance_trades_20220115.parquet", "is Parquet, which is not read: convert it to Arrow, CSV or JSON Lines first"),
        ("bbgo/bitfinex_ws_raw.jsonl.gz", "is hardly JSON Lines: of 3631 lines 6 are JSON objects, which rows are"),
        ("nautilus/hyperliquid_all_dexs_asset_ctxs.json.gz", "is one JSON document, not a row a line: --mapping with 'jsonl_file: { array: PATH, … }' says where its rows are"),
        ("nautilus/lighter_mainnet_btc_ws.json.gz", "is one JSON document, not a row a line: --mapping with 'jsonl_file: { array: PATH, … }' says where its rows are"),
        ("ta4j/Coinbase-BTC-USD-PT4H-20160518_20251028.json.gz", "is one JSON document, not a row a line: --mapping with 'jsonl_file: { array: PATH, … }' says where its rows are"),
        ("barter-rs/binance_spot_market_data_with_disconnect_events.json", "is one JSON document, not a row a line: --mapping with 'jsonl_file: { array: PATH, … }' says where its rows are"),
        ("hyperliquid/test_get_candles_snapshot.yaml", NoRecording),
        ("hyperliquid/test_get_l2_snapshot.yaml", NoRecording),
        ("message-samples-jkorf/binance/Spot_ExchangeData_Trades.txt", NoRecording),
        ("ninjabot/btc-1h.csv.gz", NoRecording + " (there is no header, and 7 fields are none of the known formats: say the columns by position); --mapping says how to read it"),
    ];

    private const string NoRecording = "is no recording: neither Arrow, nor a capture (lines that start with a receive time), nor JSON Lines, nor CSV whose first line names the columns";

    private const string DailyQuotes =
        "csv_file:\n  schema: quote/1\n  venue: coinbase\n  symbol: BTC-USD\n  columns: { ts: { from: 1, time: 'yyyyMMdd HH:mm', add: 1d }, bid_px: 5, bid_qty: { from: 6, computed: true }, ask_px: 10, ask_qty: { from: 11, computed: true } }\n";

    private static SharedFile Lean(string name, long rows)
    {
        var day = System.Text.RegularExpressions.Regex.Match(name, "/(20[0-9]{2})([0-9]{2})([0-9]{2})_");
        var isQuote = name.EndsWith("_quote", StringComparison.Ordinal);
        var date = day.Success ? $"{day.Groups[1]}-{day.Groups[2]}-{day.Groups[3]}" : "";
        return new SharedFile($"lean/{name}.zip", rows) { First = date, Last = isQuote ? "" : date, Time = isQuote ? null : "window_start", Mapping = isQuote ? "lean_quotes" : day.Success ? "lean_trades" : "lean_daily" };
    }
}
