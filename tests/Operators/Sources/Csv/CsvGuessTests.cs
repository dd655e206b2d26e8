using StreamEngine.Config;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>What files are told to be by their first lines and names, and what is refused, with the reason.</summary>
public sealed class CsvGuessTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("spot/BTCUSDT-trades-2024-01-01.csv", "3366559121,42283.58000000,0.02500000,1057.08950000,1704067200003,True,True", "binance_trades of BTCUSDT, by its name and fields")]
    [InlineData("BTCUSDT-trades-2024-01-01.csv", "id,price,qty,quote_qty,time,is_buyer_maker\n1,2,3,4,1704067200003,true", "binance_trades of BTCUSDT, by its header")]
    [InlineData("BTCUSD_PERP-trades-2024-01-01.csv", "id,price,qty,base_qty,time,is_buyer_maker\n1,2,3,4,1704067200003,true", "binance_trades of BTCUSD_PERP, by its header")]
    [InlineData("ETHUSDT-aggTrades-2024-01.zip", "1,2,3,4,5,1704067200003,True,True", "binance_agg_trades of ETHUSDT, by its name and fields")]
    [InlineData("BTCUSDT-1h-2021-Q1.csv.gz", "1609459200000,1,4,0.5,3,10,1609462799999,33,7,6,20,0", "binance_klines of BTCUSDT, by its name and fields")]
    [InlineData("x.csv", "exchange,symbol,timestamp,local_timestamp,id,side,price,amount", "tardis_trades, by its header")]
    [InlineData("x.csv", "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount", "tardis_incremental_book_l2, by its header")]
    [InlineData("x.csv", "ts,ts_recv,venue,symbol,channel,raw_symbol,ts_send,frame_id,conn_id,bid_px,bid_qty,ask_px,ask_qty,seq\n1,1,v,s,,,,,,1,1,2,2,", "quote/1, by its header")]
    [InlineData("x.csv", "# made by hand\ntime;a b;c\n1609459200;1;x", "rows of 3 fields with the time in 'time'")]
    [InlineData("x.csv", "date,close\n2020-01-01 00:00:00,1", "rows of 2 fields with the time in 'date' (yyyy-MM-dd HH:mm:ss.F, taken as UTC)")]
    public void Files_AreToldByHeaderOrName(string path, string text, string reason)
    {
        var guess = CsvGuesser.Guess(text.Split('\n'), path);
        Assert.Equal(reason, guess.Reason);
        Assert.Empty(new SourceRows(new CsvFileSource(guess.Options!), TimeProvider.System).Problems);
    }

    [Theory]
    [InlineData("x.csv", "", "there is no line that is not empty")]
    [InlineData("x.csv", "1672531436,90.54,1.1", "there is no header, and 3 fields are none of the known formats: say the columns by position")]
    [InlineData("x.csv", "a,b\n1,2", "no field is recognisably a time: say where it is with columns: { ts: { from: NAME, time: ms } } (there are: a, b)")]
    [InlineData("x.csv", "date,close\n01/03/2017,1", "field 'date' is not written as a time in a form that says itself, such as '01/03/2017': say how with columns: { ts: { from: date, time: PATTERN } }")]
    [InlineData("trades.csv", "id,price,qty,quote_qty,time,is_buyer_maker\n", "binance_trades of trades.csv, by its header", true)]
    [InlineData("x.csv", "exchange,symbol,timestamp,local_timestamp,funding_rate,mark_price", "this kind of Tardis file is not read; those that are: trades, quotes, book_ticker, incremental_book_L2, book_snapshot (there are: exchange, symbol, timestamp, local_timestamp, funding_rate, mark_price)")]
    public void FilesThatCannotBeTold_AreRefusedWithTheReason(string path, string text, string reason, bool needsSymbol = false)
    {
        var guess = CsvGuesser.Guess(text.Split('\n'), path);
        Assert.Null(guess.Options);
        Assert.Equal(needsSymbol ? "binance_trades, by its header, but the file name does not start with the symbol: say it with 'symbol'" : reason, guess.Reason);
    }

    /// <summary>Every CSV file of the recordings without an option: what it was taken for and the rows of the README, or why it is refused.</summary>
    [Theory]
    [InlineData("bbgo/BTCUSDT-1h-2021-Q1.csv.gz", "binance_klines of BTCUSDT, by its name and fields", 2158)]
    [InlineData("bbgo/BTCUSDT-1m-2022-05-06.csv.gz", "binance_klines of BTCUSDT, by its name and fields", 1440)]
    [InlineData("bbgo/FXSUSDT-2023-11-17.csv.gz", "there is no header, and 5 fields are none of the known formats: say the columns by position", -1)]
    [InlineData("binance-data-processor/merged_depth_snapshot_difference_depth_stream_trade_stream_usd_m_futures_trxusdt_14-04-2025_positive.csv.gz", "rows of 24 fields with the time in 'TimestampOfReceive'", 9856, true)]
    [InlineData("binance-data-processor/test_negative_binance_trade_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz", "rows of 11 fields with the time in 'TimestampOfReceive'", 10000)]
    [InlineData("binance-data-processor/test_positive_binance_difference_depth_stream_usd_m_futures_trxusdt_04-03-2025.csv.gz", "rows of 12 fields with the time in 'TimestampOfReceive'", 10000)]
    [InlineData("ccapi/gemini__eth-usd__2021-07-01__market-depth.csv.gz", "rows of 3 fields with the time in 'time_seconds'", 72180)]
    [InlineData("ccapi/gemini__eth-usd__2021-07-01__trade.csv.gz", "rows of 4 fields with the time in 'time_seconds'", 25222)]
    [InlineData("freqtrade/kraken_trades_csv_BCHEUR.csv", "there is no header, and 3 fields are none of the known formats: say the columns by position", -1)]
    [InlineData("freqtrade/orderflow_public_trades_list.csv", "rows of 9 fields with the time in 'timestamp'", 1000)]
    [InlineData("funding/BTC-USDT_gate_2020-01-01_2024-01-01_funding_history.csv.gz", "rows of 3 fields with the time in 'Date' (yyyy-MM-dd HH:mm:ss.F, taken as UTC)", 4290)]
    [InlineData("funding/BTC-USDT_htx_2021-01-01_2024-01-01_funding_history.csv.gz", "rows of 3 fields with the time in 'Date' (yyyy-MM-dd HH:mm:ss.F, taken as UTC)", 3284)]
    [InlineData("gocryptotrader/binance_BTCUSDT_24h-trades_2020_11_16.csv", "there is no header, and 4 fields are none of the known formats: say the columns by position", -1)]
    [InlineData("grid-trading-bot/SOL_USDT_1m.csv.gz", "rows of 6 fields with the time in 'timestamp' (yyyy-MM-dd HH:mm:ss.F, taken as UTC)", 4320)]
    [InlineData("hftframework/btcusdt_binance_trades_20220115.csv.gz", "rows of 3 fields with the time in 'timestamp'", 451466)]
    [InlineData("lean/crypto/coinbase/daily/btcusd_trade.zip", "there is no header, and 6 fields are none of the known formats: say the columns by position", -1)]
    [InlineData("nautilus/binance_btcusdt-depth-snap.csv", "rows of 9 fields with the time in 'timestamp'", 100)]
    [InlineData("nautilus/btc-perp-20211231-20220201_1m.csv.gz", "rows of 6 fields with the time in 'timestamp' (yyyy-MM-dd HH:mm:ss.F, taken as UTC)", 45031)]
    [InlineData("nautilus/tardis_binance-futures_BTCUSDT_quotes.csv.gz", "tardis_quotes, by its header", 9999)]
    [InlineData("nautilus/tardis_binance-futures_BTCUSDT_trades.csv.gz", "tardis_trades, by its header", 9999)]
    [InlineData("nautilus/tardis_binance-futures_book_snapshot_25_BTCUSDT.csv", "tardis_book_snapshot, by its header", 10)]
    [InlineData("nautilus/tardis_deribit_incremental_book_L2_BTC-PERPETUAL.csv", "tardis_incremental_book_l2, by its header", 16)]
    [InlineData("ninjabot/btc-1h.csv.gz", "there is no header, and 7 fields are none of the known formats: say the columns by position", -1)]
    [InlineData("golden-skender/quotes/bitcoin.csv", "rows of 6 fields with the time in 'date' (yyyy-MM-dd, taken as UTC)", 1246)]
    [InlineData("golden-skender/quotes/compare.csv", "rows of 6 fields with the time in 'date' (yyyy-MM-dd, taken as UTC)", 502)]
    [InlineData("golden-skender/quotes/default.csv", "rows of 6 fields with the time in 'date' (yyyy-MM-dd, taken as UTC)", 502)]
    [InlineData("golden-skender/quotes/intraday.csv", "rows of 6 fields with the time in 'date' (yyyy-MM-dd HH:mm, taken as UTC)", 1564)]
    [InlineData("golden-skender/quotes/penny.csv", "rows of 6 fields with the time in 'date' (yyyy-MM-dd, taken as UTC)", 533)]
    [InlineData("golden-skender/quotes/bad.csv", "field 'date' is not written as a time in a form that says itself, such as '01/03/2017': say how with columns: { ts: { from: date, time: PATTERN } }", -1)]
    [InlineData("golden-ta/cs-atr.csv", "rows of 6 fields with the time in 'Date' (d-MMM-yy, taken as UTC)", 30)]
    [InlineData("golden-ta/cs-psar.csv", "field 'Date' is not written as a time in a form that says itself, such as '8/24/10': say how with columns: { ts: { from: Date, time: PATTERN } }", -1)]
    [InlineData("golden-ta/cs-vpt.csv", "no field is recognisably a time: say where it is with columns: { ts: { from: NAME, time: ms } } (there are: , Close, Volume, pct_change, pct_change x Volume, unsmoothed vpt, 14-smoothed vpt)", -1)]
    public async Task Recordings_AreReadOrRefused(string file, string reason, int rows, bool comments = false)
    {
        if (!MappedRecordings.AreThere)
        {
            output.WriteLine("not run on recordings: none found in ../shared/data");
            return;
        }

        var path = MappedRecordings.At(file);
        var guess = CsvGuesser.GuessFile(path);
        Assert.Equal(reason, guess.Reason);
        Assert.Equal(rows < 0, guess.Options is null);
        if (guess.Options is null)
        {
            return;
        }

        Assert.Equal(comments ? "#" : null, guess.Options.Comment);
        var errors = 0;
        var read = 0;
        await foreach (var batch in new SourceRows(new CsvFileSource(guess.Options), TimeProvider.System) { OnError = (_, reason, _) => output.WriteLine($"{errors++} {reason}") }.Read())
        {
            read += batch.Count;
            batch.Dispose();
        }

        Assert.Equal((rows, 0), (read, errors));
    }
}
