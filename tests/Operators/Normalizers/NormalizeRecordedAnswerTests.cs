using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>Frames of which the recorder told kind and URL.</summary>
public class NormalizeRecordedAnswerTests
{
    private const string Depth = "https://api.binance.com/api/v3/depth?limit=1000&symbol=";

    [Fact]
    public void SnapshotAskedForASymbol_IsOfThatSymbol()
    {
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12), Spot(700, 705, symbol: "BTCUSDT"));
        Push(run, "http", Depth + "BTCUSDT", Snapshot(702, bids: "", asks: ""));

        Assert.Equal(["clear 702 S", "status 705 live L"], run.Short());
        Assert.All(run.DeltaRows, row => Assert.Equal("BTCUSDT", row["symbol"]));
        Assert.Equal("used 2 filtered 0 error 0 pending 1", run.Fates);
    }

    [Fact]
    public void SnapshotBeforeTheFirstDepthMessage_WaitsForIt()
    {
        var run = new NormalizeRun("binance_spot");
        Push(run, "http", Depth + "SOLUSDT", Snapshot(11, bids: "", asks: ""));
        Assert.Equal("used 0 filtered 0 error 0 pending 1", run.Fates);

        run.Push(Spot(10, 12), Spot(13, 13, channel: "depth"), Spot(13, 14));

        Assert.Equal(["clear 11 S", "status 12 live L", "status 14 live L"], run.Short());
        Assert.Equal("used 3 filtered 1 error 0 pending 0", run.Fates); // the book follows the channel of the first message
    }

    [Fact]
    public void SnapshotBeforeTheFirstDepthMessage_IsSavedAndLoaded()
    {
        var first = new NormalizeRun("binance_spot");
        Push(first, "http", Depth + "SOLUSDT", Snapshot(11, bids: "", asks: ""));
        var second = new NormalizeRun("binance_spot");
        second.Drive.Load(first.Drive.Save());

        second.Push(Spot(10, 12));

        Assert.Equal(["clear 11 S", "status 12 live L"], second.Short());
    }

    [Theory]
    [InlineData("http", "https://api.binance.com/api/v3/exchangeInfo")]
    [InlineData("http", "https://api.binance.com/api/v3/ticker/bookTicker?symbol=SOLUSDT")]
    [InlineData("send", "wss://x")]
    [InlineData("connect", "wss://x")]
    public void WhatIsNoFrameOfTheVenue_IsFiltered(string kind, string url)
    {
        var run = new NormalizeRun("binance_spot");
        Push(run, kind, url, kind == "connect" ? "" : """{"timezone":"UTC"}""");

        Assert.Equal("used 0 filtered 1 error 0 pending 0", run.Fates);
    }

    [Fact]
    public void AnswerWithoutAUrl_IsToldByItsShape()
    {
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12));
        Push(run, "http", null, Snapshot(11, bids: "", asks: ""));

        Assert.Equal(["clear 11 S", "status 12 live L"], run.Short());
    }

    [Fact]
    public void ReceivedFrame_IsAsWithoutKind()
    {
        var run = new NormalizeRun("binance_spot");
        Push(run, "recv", null, Spot(10, 12));

        Assert.Equal("used 0 filtered 0 error 0 pending 1", run.Fates);
    }

    private static void Push(NormalizeRun run, string kind, string? url, string text)
    {
        var row = run.Row(text);
        (row["conn"], row["kind"], row["url"]) = ("ws.1", kind, url);
        run.Drive.Push(0, row);
    }
}
