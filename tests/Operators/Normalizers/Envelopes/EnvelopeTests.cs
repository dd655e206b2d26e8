using static StreamEngine.Tests.Operators.Normalizers.Envelopes.EventRun;

namespace StreamEngine.Tests.Operators.Normalizers.Envelopes;

/// <summary>Rows to events: the text, byte for byte.</summary>
public sealed class EnvelopeTests
{
    private const string Head = "\"venue\":\"sim\",\"symbol\":\"BTCUSDT\",\"ts_event\":\"2024-01-01T00:00:01.000000000Z\",\"payload\":";

    [Fact]
    public void Trade_IsOneEvent() => Assert.Equal(
        [$$$$"""{"type":"trade_tick",{{{{Head}}}}{"trade_id":"7","price":60000.1,"qty":0.25,"side":"buy","kind":"normal"}}"""],
        Texts(Wrap(trades: [Trade()])));

    [Fact]
    public void Trade_SaysWhereItComesFrom() => Assert.Equal(
        [$$$$"""{"type":"trade_tick",{{{{Head}}}}{"trade_id":"7","price":60000.1,"qty":0.25,"side":"buy","kind":"aggregated","qty_raw":25,"count":3,"origin":{"ts_recv":"2024-01-01T00:00:01.250000000Z","ts_send":"2024-01-01T00:00:01.000000001Z","channel":"aggTrade","raw_symbol":"btcusdt","frame_id":12,"conn_id":"a.gz"}}}"""],
        Texts(Wrap(trades: [Trade(("kind", "aggregated"), ("qty_raw", 25.0), ("count", 3L), ("ts_recv", Start + Second * 5 / 4), ("ts_send", Start + Second + 1), ("channel", "aggTrade"), ("raw_symbol", "btcusdt"), ("frame_id", 12L), ("conn_id", "a.gz"))])));

    [Fact]
    public void OriginIsLeftOut_WhenAsked() => Assert.DoesNotContain("origin", Texts(Wrap(trades: [Trade(("channel", "trade"))], origin: false))[0], StringComparison.Ordinal);

    [Fact]
    public void Ticker_KeepsEachDigit() => Assert.Equal(
        [$$$$"""{"type":"ticker_24h",{{{{Head}}}}{"last":105,"open":100,"high":110,"low":95.5,"volume":12.5,"quote_volume":123456789012.123456}}"""],
        Texts(Wrap(tickers: [Ticker()])));

    [Fact]
    public void SnapshotOfFewLevels_IsADepth() => Assert.Equal(
        [$$$$"""{"type":"order_book_depth",{{{{Head}}}}{"seq":5,"bids":[{"p":100,"q":2},{"p":99,"q":1}],"asks":[{"p":101,"q":3}]}}"""],
        Texts(Wrap([
            Delta(("action", "clear"), ("side", null), ("price", null), ("qty", null), ("snapshot", true), ("last", false)), Delta(("snapshot", true), ("last", false)),
            Delta(("snapshot", true), ("last", false), ("price", 99.0), ("qty", 1.0)), Delta(("snapshot", true), ("side", "ask"), ("price", 101.0), ("qty", 3.0)),
        ])));

    [Fact]
    public void Message_IsOneEventWithTheIdBefore_WhereverBatchesAreCut()
    {
        IReadOnlyList<Dictionary<string, object?>> rows = [Delta(("seq", 4L)), Delta(("last", false)), Delta(("side", "ask"), ("action", "delete"), ("price", 101.5), ("qty", 0.0))];
        string[] events =
        [
            $$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"seq":4,"changes":[{"side":"bid","p":100,"q":2}]}}""",
            $$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"prev_seq":4,"seq":5,"changes":[{"side":"bid","p":100,"q":2},{"side":"ask","p":101.5,"q":0}]}}""",
        ];
        Assert.Equal(events, Texts(Wrap(rows)));
        Assert.Equal(events, Texts(Wrap(rows, cut: 1)));
    }

    [Fact]
    public void LossOfABook_IsAnEvent() => Assert.Equal(
        [$$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"clear":true,"changes":[],"status":{"state":"invalid","reason":"gap","last_seq":4,"expected":5,"got":7}}}"""],
        Texts(Wrap([
            Delta(("action", "clear"), ("side", null), ("price", null), ("qty", null), ("seq", null), ("last", false)),
            Delta(("action", "status"), ("side", null), ("price", null), ("qty", null), ("seq", null), ("state", "invalid"), ("reason", "gap"), ("last_seq", 4L), ("expected", 5L), ("got", 7L)),
        ])));

    [Fact]
    public void SnapshotAndTheMessageBehindIt_AreOneEvent() => Assert.Equal(
        [$$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"snapshot":{"seq":4,"changes":[{"side":"bid","p":100,"q":2}],"origin":{"frame_id":1}},"seq":5,"changes":[{"side":"ask","p":101,"q":2}],"origin":{"frame_id":2}}}"""],
        Texts(Wrap([
            Delta(("action", "clear"), ("side", null), ("price", null), ("qty", null), ("seq", 4L), ("snapshot", true), ("last", false), ("frame_id", 1L)),
            Delta(("seq", 4L), ("snapshot", true), ("last", false), ("frame_id", 1L)), Delta(("side", "ask"), ("price", 101.0), ("frame_id", 2L)),
        ])));

    [Theory]
    [InlineData("price", -1.0, "column 'price' is -1; it must be more than 0")]
    [InlineData("qty", 0.0, "column 'qty' is 0; it must be more than 0")]
    [InlineData("qty", null, "column 'qty' is null; it must be more than 0")]
    [InlineData("trade_id", "", "column 'trade_id' is empty; it must be an id of 1 to 64")]
    [InlineData("symbol", "", "column 'symbol' is empty; it must be a name of 1 to 64")]
    [InlineData("side", "unknown", "column 'side' is null or unknown; it must be buy or sell")]
    [InlineData("kind", "unknown", "column 'kind' is unknown; it must be a kind of trade")]
    public void TradeThatNoEventCanHold_IsAnErrorRow(string column, object? value, string reason)
    {
        var run = Wrap(trades: [Trade((column, value)), Trade()]);
        Assert.Equal([reason], run.Dead().Select(row => row["reason"]));
        Assert.Equal(["SE9512"], run.Dead().Select(row => row["code"]));
        Assert.Single(Texts(run));
    }

    [Theory]
    [InlineData("high", null, "column 'high' is null; a 24 h ticker has high, low and base_vol")]
    [InlineData("high", 90.0, "a price is not above 0, a volume is negative, or the high, 90, is below the low, 95.5")]
    public void TickerThatNoEventCanHold_IsAnErrorRow(string column, object? value, string reason) => Assert.Equal([reason], Wrap(tickers: [Ticker((column, value))]).Dead().Select(row => row["reason"]));

    [Theory]
    [InlineData("price", 0.0, "column 'price' is 0; it must be more than 0")]
    [InlineData("qty", -1.0, "column 'qty' is -1; it must be 0 or more")]
    [InlineData("side", null, "column 'side' is null or unknown; it must be bid or ask")]
    [InlineData("action", "clear", "a clear stands in the middle of a message; it must be the first row")]
    [InlineData("seq", 6L, "column 'seq' is 6; it must be that of the message, 5")]
    [InlineData("ts", Start, "column 'ts' is another than in the row before; all rows of a message have one event time")]
    [InlineData("snapshot", true, "a level of a snapshot stands without its clear, or behind a change; a snapshot must be first, and begin with a clear")]
    public void MessageWithSuchARow_IsALostBook_AndNeverHalfAMessage(string column, object? value, string reason)
    {
        var run = Wrap([Delta(("last", false)), Delta(("last", false), (column, value)), Delta(), Delta(("seq", 6L))]);
        Assert.Equal([reason], run.Dead().Select(row => row["reason"]));
        Assert.Equal(
            [
                $$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"clear":true,"changes":[],"status":{"state":"invalid","reason":"a row of the message cannot be read"}}}""",
                $$$$"""{"type":"order_book_deltas",{{{{Head}}}}{"seq":6,"changes":[{"side":"bid","p":100,"q":2}]}}""",
            ],
            Texts(run));
        Assert.Equal((4, 1, 1, 2, 0), (run.Counters.In, run.Counters.Error, run.Counters.Used, run.Counters.Filtered, run.Counters.Pending));
    }

    [Fact]
    public void MessageWithoutItsLastRow_Waits()
    {
        var run = Wrap([Delta(("last", false))]);
        Assert.Empty(Texts(run));
        Assert.Equal(1, run.Counters.Pending);
    }
}
