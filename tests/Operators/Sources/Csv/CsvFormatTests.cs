using StreamEngine.Sources.Csv;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>Formats known by name, on lines written by hand after the publishers' pages.</summary>
public sealed class CsvFormatTests : IDisposable
{
    private const long Jan2024 = 1_704_067_200_000_000_000;
    private const long Jan2025 = 1_735_689_600_000_000_000;

    private readonly CsvRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void BinanceSpotTrades_AreReadInMsAndUs()
    {
        var run = Read(CsvFormat.BinanceTrades, null,
            "3366559121,42283.58000000,0.02500000,1057.08950000,1704067200003,True,True\n3366559122,42283.59000000,0.00035000,14.79925650,1735689600000123,False,True\n");

        Assert.Equal(
        [
            $"{Jan2024 + 3_000_000} {Jan2024 + 3_000_000} binance_spot BTCUSDT - - - - - 3366559121 42283.58 0.025 - sell normal - {Jan2024 + 3_000_000}",
            $"{Jan2025 + 123_000} {Jan2025 + 123_000} binance_spot BTCUSDT - - - - - 3366559122 42283.59 0.00035 - buy normal - {Jan2025 + 123_000}",
        ], run.Texts());
    }

    [Fact]
    public void BinanceFuturesTrades_AreReadWithAndWithoutHeaderAndInMsOnly()
    {
        const string Header = "id,price,qty,quote_qty,time,is_buyer_maker\n";
        const string Rows = "4466154233,42314.0,0.016,677.024,1704067200115,true\n4466154234,42314.0,0.016,677.024,1704067200115000,true\n";
        foreach (var text in new[] { Header + Rows, Rows })
        {
            var run = Read(CsvFormat.BinanceTrades, CsvMarket.Usdm, text);
            Assert.Equal([$"{Jan2024 + 115_000_000} {Jan2024 + 115_000_000} binance_usdm BTCUSDT - - - - - 4466154233 42314 0.016 - sell normal - {Jan2024 + 115_000_000}"], run.Texts());
            Assert.EndsWith("column 'ts' is '1704067200115000'; it must be a time in ms from 2000-01-01 to 2100-01-01", Assert.Single(run.Errors), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void BinanceCoinTrades_HaveContractsAndCoins()
    {
        var trade = Assert.Single(Read(CsvFormat.BinanceTrades, CsvMarket.Coinm, "id,price,qty,base_qty,time,is_buyer_maker\n1,42500.0,17,0.04,1704067200000,false\n").Port());
        Assert.Equal((0.04, 17.0, "buy", "binance_coinm"), (trade["qty"], trade["qty_raw"], trade["side"], trade["venue"]));
    }

    [Fact]
    public void BinanceAggregateTrades_CountTheirIds()
    {
        var trade = Assert.Single(Read(CsvFormat.BinanceAggTrades, null, "2830003581,42283.58,0.025,3366559121,3366559123,1704067200003,True,True\n").Port());
        Assert.Equal(("2830003581", "aggregated", 3L, "sell"), (trade["trade_id"], trade["kind"], trade["count"], trade["side"]));
        Assert.Equal(1L, Assert.Single(Read(CsvFormat.BinanceAggTrades, CsvMarket.Usdm,
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,2,3,5,5,1704067200003,false\n").Port())["count"]);
    }

    [Fact]
    public void BinanceKlines_EndOneUnitBehindTheirCloseTime()
    {
        var ms = Assert.Single(Read(CsvFormat.BinanceKlines, null, "1704067200000,1,4,0.5,3,10.5,1704067259999,33.25,7,6.5,20.125,0\n").Port());
        Assert.Equal((Jan2024, Jan2024 + 60_000_000_000, Jan2024 + 59_999_999_999), (ms["window_start"], ms["window_end"], ms["ts"]));
        Assert.Equal((1.0, 4.0, 0.5, 3.0, 10.5, 33.25m, 7L, 6.5, 20.125m, true),
            (ms["open"], ms["high"], ms["low"], ms["close"], ms["base_vol"], ms["quote_vol"], ms["count"], ms["taker_base_vol"], ms["taker_quote_vol"], ms["closed"]));

        var us = Assert.Single(Read(CsvFormat.BinanceKlines, null, "1735689600000000,1,4,0.5,3,10.5,1735689659999999,33.25,7,6.5,20.125,0\n").Port());
        Assert.Equal((Jan2025, Jan2025 + 60_000_000_000, Jan2025 + 59_999_999_999), (us["window_start"], us["window_end"], us["ts"]));

        const string Header = "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n";
        var coin = Assert.Single(Read(CsvFormat.BinanceKlines, CsvMarket.Coinm, Header + "1704067200000,1,4,0.5,3,100,1704067259999,0.25,7,60,0.125,0\n").Port());
        Assert.Equal((0.25, null, 0.125, null), (coin["base_vol"], coin["quote_vol"], coin["taker_base_vol"], coin["taker_quote_vol"]));
    }

    [Fact]
    public void BinanceBookTickerAndBookDepth()
    {
        const string Header = "update_id,best_bid_price,best_bid_qty,best_ask_price,best_ask_qty,transaction_time,event_time\n";
        Assert.Equal([$"{Jan2024} {Jan2024} binance_usdm BTCUSDT - - {Jan2024 + 5_000_000} - - 42313.9 2.5 42314 0.25 3758 {Jan2024}"],
            Read(CsvFormat.BinanceBookTicker, null, Header + "3758,42313.90000000,2.50000000,42314.00000000,0.25000000,1704067200000,1704067200005\n").Texts());
        Assert.Equal([$"{Jan2024 + 6_000_000_000} {Jan2024 + 6_000_000_000} binance_usdm BTCUSDT -5 7606.56900000 322929143.7059 {Jan2024 + 6_000_000_000}"],
            Read(CsvFormat.BinanceBookDepth, null, "timestamp,percentage,depth,notional\n2024-01-01 00:00:06,-5,7606.56900000,322929143.7059\n").Texts());
    }

    [Fact]
    public void TardisTrades_KeepUnknownSidesAndLackingIds()
    {
        const string Text = "exchange,symbol,timestamp,local_timestamp,id,side,price,amount\nbitmex,XBTUSD,1704067200000001,1704067200000100,,unknown,42000.5,100\n";
        Assert.Equal([$"{Jan2024 + 1_000} {Jan2024 + 100_000} bitmex XBTUSD - - - - -  42000.5 100 - unknown normal - {Jan2024 + 1_000}"], _run.Read(Text, new() { Format = CsvFormat.TardisTrades }).Texts());
    }

    [Fact]
    public void TardisQuotes_MayLackASide()
    {
        const string Text = "exchange,symbol,timestamp,local_timestamp,ask_amount,ask_price,bid_price,bid_amount\nd,B,1704067200000001,1704067200000100,,,42000.5,100\n";
        Assert.Equal([$"{Jan2024 + 1_000} {Jan2024 + 100_000} d B - - - - - 42000.5 100 - - - {Jan2024 + 1_000}"], _run.Read(Text, new() { Format = CsvFormat.TardisQuotes }).Texts());
    }

    [Fact]
    public void TardisBook_IsMessagesAndASnapshotClears()
    {
        const string Text = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n" +
            "d,B,1704067200000000,1704067200000100,false,bid,99,1\n" +
            "d,B,1704067200000000,1704067200000200,true,bid,99,5\nd,B,1704067200000000,1704067200000200,true,ask,101,6\n" +
            "d,B,1704067200001000,1704067200001200,false,ask,101,0\nd,B,1704067200001000,1704067200001200,false,bid,98,2\n";
        var run = _run.Read(Text, new() { Format = CsvFormat.TardisIncrementalBookL2 });
        Assert.Equal(["set bid 99 1 False True", "clear - - - True False", "set bid 99 5 True False", "set ask 101 6 True True", "delete ask 101 0 False False", "set bid 98 2 False True"],
            run.Port().Select(r => $"{r["action"]} {r["side"] ?? "-"} {r["price"] ?? "-"} {r["qty"] ?? "-"} {r["snapshot"]} {r["last"]}"));
    }

    [Fact]
    public void TardisSnapshot_IsABookOfItsLevels()
    {
        const string Text = "exchange,symbol,timestamp,local_timestamp,asks[0].price,asks[0].amount,bids[0].price,bids[0].amount,asks[1].price,asks[1].amount,bids[1].price,bids[1].amount\n" +
            "d,B,1704067200000000,1704067200000100,101,1,99,2,102,3,,\n";
        var book = Assert.Single(_run.Read(Text, new() { Format = CsvFormat.TardisBookSnapshot, Depth = 3 }).Port());
        Assert.Equal((99.0, 2.0, 101.0, 1.0, 1, 2, "live"), (book["bid_px"], book["bid_qty"], book["ask_px"], book["ask_qty"], book["bid_levels"], book["ask_levels"], book["state"]));
        Assert.Equal(new double[] { 99, 0, 0 }, book["bid_prices"]);
        Assert.Equal(new double[] { 2, 0, 0 }, book["bid_sizes"]);
        Assert.Equal(new double[] { 101, 102, 0 }, book["ask_prices"]);
        Assert.Equal(new double[] { 1, 3, 0 }, book["ask_sizes"]);
    }

    [Fact]
    public void OptionsThatDoNotGoWithAFormat_AreRefused()
    {
        Assert.Equal("SE2402 : the symbol is not known: dumps of Binance say it only in their file names (write 'symbol: BTCUSDT')", CsvRun.Problem(new() { Format = CsvFormat.BinanceTrades }));
        Assert.Equal("SE2402 market: option 'market' is for dumps of Binance; files of Tardis name the exchange in each row (remove 'market')", CsvRun.Problem(new() { Format = CsvFormat.TardisTrades, Market = CsvMarket.Spot }));
        Assert.Equal("SE2402 market: this dump has quantities in contracts only, and the columns of the stream are in the base coin (read it with 'columns', and say yourself what the contracts are worth)",
            CsvRun.Problem(new() { Format = CsvFormat.BinanceAggTrades, Market = CsvMarket.Coinm, Symbol = "BTCUSD_PERP" }));
        Assert.Equal("SE2402 format: options 'message' and 'interval' go with 'schema' and 'columns'; a format says these itself (remove them)", CsvRun.Problem(new() { Format = CsvFormat.TardisTrades, Message = ["x"] }));
    }

    [Fact]
    public void HeaderOfAnotherFormat_IsRefused() => Assert.Equal(
        "error SE9301: file 'a.csv': the header is none of this format, which has id, price, qty, quote_qty, time, is_buyer_maker, is_best_match; there are: open, high",
        _run.Failure(_run.Write("a.csv", "open,high\n1,2\n"), new() { Format = CsvFormat.BinanceTrades, Symbol = "X" }));

    private SourceDrive Read(CsvFormat format, CsvMarket? market, string text) => _run.Read(text, new() { Format = format, Market = market, Symbol = "BTCUSDT" });
}
