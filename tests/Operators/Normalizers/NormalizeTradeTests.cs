using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>Payloads of EXCHANGES §§ 3.2 and 4.2.</summary>
public class NormalizeTradeTests
{
    [Fact]
    public void SpotTrade_IsReadAsPublished()
    {
        var run = new NormalizeRun("binance_spot").Push(
            """{"stream":"solusdt@trade","data":{"e":"trade","E":1789400000126,"s":"SOLUSDT","t":901000124,"p":"142.31000000","q":"2.10000000","T":1789400000123,"m":true,"M":true}}""");

        var row = Assert.Single(run.Drive.Port(Trades));
        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["ts"] = 1_789_400_000_123_000_000L, ["ts_recv"] = Start + 1_000_000, ["venue"] = "binance_spot", ["symbol"] = "SOLUSDT", ["channel"] = "trade", ["raw_symbol"] = "SOLUSDT",
                ["ts_send"] = 1_789_400_000_126_000_000L, ["frame_id"] = 1L, ["conn_id"] = "a.gz", ["trade_id"] = "901000124", ["price"] = 142.31, ["qty"] = 2.1, ["qty_raw"] = null, ["side"] = "sell",
                ["kind"] = "normal", ["count"] = null, ["at"] = Start + 1_000_000,
            },
            row);
    }

    [Fact]
    public void AggregateTrade_CountsTheTradesInside()
    {
        var run = new NormalizeRun("binance_spot").Push(
            """{"e":"aggTrade","E":1789400000125,"s":"SOLUSDT","a":512340077,"p":"142.31000000","q":"17.40000000","f":901000120,"l":901000124,"T":1789400000123,"m":false,"M":true}""");

        var row = Assert.Single(run.Drive.Port(Trades));
        Assert.Equal(("512340077", "aggregated", 5L, "buy"), ((string)row["trade_id"]!, (string)row["kind"]!, (long)row["count"]!, (string)row["side"]!));
        Assert.Null(row["channel"]);
    }

    [Fact]
    public void BlockTrade_IsOfKindBlock()
    {
        var run = new NormalizeRun("binance_spot").Push(
            """{"stream":"solusdt@blockTrade","data":{"e":"blockTrade","E":1789400000126,"s":"SOLUSDT","t":7,"p":"142.31","q":"2000","T":1789400000123,"m":true}}""");

        Assert.Equal("block", Assert.Single(run.Drive.Port(Trades))["kind"]);
    }

    [Theory]
    [InlineData("MARKET", "normal")]
    [InlineData("INSURANCE_FUND", "insurance")]
    [InlineData("ADL", "adl")]
    [InlineData("NA", "unknown")]
    [InlineData("SOMETHING_NEW", "unknown")]
    public void FuturesTrade_HasTheKindOfX(string x, string kind)
    {
        var run = new NormalizeRun("binance_usdm").Push(
            $$"""{"e":"trade","E":1789400000126,"T":1789400000123,"s":"ETHUSDT","t":7,"p":"3120.20","q":"0.5","X":"{{x}}","m":false}""");

        Assert.Equal(kind, Assert.Single(run.Drive.Port(Trades))["kind"]);
    }

    [Fact]
    public void FuturesTradeWithoutPriceAndQuantity_IsFiltered()
    {
        var run = new NormalizeRun("binance_usdm").Push("""{"e":"trade","E":1789400000126,"T":1789400000123,"s":"ETHUSDT","t":7,"p":"0","q":"0","X":"NA","m":false}""");

        Assert.Empty(run.Drive.Port(Trades));
        Assert.Equal("used 0 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void Microseconds_AreReadWhenTheNodeSaysSo()
    {
        const string Frame = """{"e":"trade","E":1789400000126001,"s":"SOLUSDT","t":"7","p":142.31,"q":2.1,"T":"1789400000123456","m":true}""";

        Assert.Equal(1_789_400_000_123_456_000L, new NormalizeRun("binance_spot", timeUnit: "us").Push(Frame).Drive.Port(Trades)[0]["ts"]);
        Assert.Equal(
            ["SE9503: field 'T' is 1789400000123456, which is not between 2015-01-01 and 2100-01-01 in ms (byte 79)"],
            new NormalizeRun("binance_spot").Push(Frame).Errors);
    }

    [Fact]
    public void SpotBookTicker_HasNoTimeOfItsOwn()
    {
        var run = new NormalizeRun("binance_spot").Push(
            """{"u":7712345678,"s":"SOLUSDT","b":"142.30000000","B":"310.20000000","a":"142.31000000","A":"55.00000000"}""",
            """{"stream":"solusdt@bookTicker","data":{"u":7712345679,"s":"SOLUSDT","b":"0.00000000","B":"0.00000000","a":"142.31000000","A":"55.00000000"}}""");

        var rows = run.Drive.Port(Quotes);
        Assert.Equal((Start + 1_000_000, 142.3, 310.2, 142.31, 55.0, 7712345678L),
            ((long)rows[0]["ts"]!, (double)rows[0]["bid_px"]!, (double)rows[0]["bid_qty"]!, (double)rows[0]["ask_px"]!, (double)rows[0]["ask_qty"]!, (long)rows[0]["seq"]!));
        Assert.Null(rows[0]["ts_send"]);
        Assert.Equal("bookTicker", rows[1]["channel"]);
        Assert.Null(rows[1]["bid_px"]); // an empty side is unknown, not 0
        Assert.Null(rows[1]["bid_qty"]);
    }

    [Fact]
    public void FuturesBookTicker_HasTheTransactionTime()
    {
        var run = new NormalizeRun("binance_usdm").Push(
            """{"e":"bookTicker","u":880118,"E":1789400000141,"T":1789400000138,"s":"ETHUSDT","ps":"ETHUSDT","b":"3120.10","B":"3.500","a":"3120.20","A":"0.800","st":1}""");

        var row = Assert.Single(run.Drive.Port(Quotes));
        Assert.Equal((1_789_400_000_138_000_000L, 1_789_400_000_141_000_000L), ((long)row["ts"]!, (long)row["ts_send"]!));
    }

    [Theory]
    [InlineData("""{"result":null,"id":7}""")]
    [InlineData("""{"code":2,"msg":"Invalid request","id":7}""")]
    [InlineData("""{"error":{"code":2,"msg":"x"},"id":7}""")]
    [InlineData("""{"result":["solusdt@depth"],"id":3}""")]
    [InlineData("""{"e":"serverShutdown","E":1789400000123}""")]
    [InlineData("""{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":1789400000123}}""")]
    [InlineData("""{"stream":"solusdt@kline_1m","data":{"e":"kline","E":1789400002000,"s":"SOLUSDT","k":{"t":1,"x":false}}}""")]
    [InlineData("""{"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker","b":[1]}]}""")]
    [InlineData("""[{"e":"24hrTicker"}]""")]
    [InlineData("""{"stream":"ethusdt@rpiDepth@500ms","data":{"e":"depthUpdate","U":1,"u":2,"pu":0,"b":[["x"]],"a":[]}}""")]
    [InlineData("""{"e":"somethingNew","b":"x"}""")]
    public void OtherFrames_AreFiltered(string frame)
    {
        var run = new NormalizeRun("binance_usdm").Push(frame);

        Assert.Equal("used 0 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void PortsNobodyReads_AreFiltered()
    {
        var run = new NormalizeRun("binance_spot", unread: [Deltas, Quotes]).Push(
            Spot(10, 12), Snapshot(11),
            """{"stream":"solusdt@bookTicker","data":{"u":1,"s":"SOLUSDT","b":"1","B":"1","a":"2","A":"1"}}""",
            """{"e":"trade","E":1789400000126,"s":"SOLUSDT","t":7,"p":"142.31","q":"2.1","T":1789400000123,"m":true}""");

        Assert.Equal("used 1 filtered 3 error 0 pending 0", run.Fates);
        Assert.Single(run.Drive.Port(Trades));
        run.Drive.End(); // without deltas no snapshot is missed
    }
}
