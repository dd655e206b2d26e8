using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Normalizers;
using static StreamEngine.Tests.Operators.Normalizers.Envelopes.EventRun;

namespace StreamEngine.Tests.Operators.Normalizers.Envelopes;

/// <summary>The gate: what passes, what is refused and why, what came before, what is missing.</summary>
public sealed class OpenEnvelopeTests
{
    private const string Head = "\"venue\":\"sim\",\"symbol\":\"BTCUSDT\",\"ts_event\":\"2024-01-01T00:00:01Z\"";
    private const string Trade = $$$$"""{"type":"trade_tick",{{{{Head}}}},"payload":{"trade_id":"7","price":60000.1,"qty":0.25,"side":"buy"}}""";

    [Fact]
    public void Members_MayStandInAnyOrder()
    {
        var gate = Open(Gate(), """{ "payload": {"side":"sell","qty":1e-1,"price":6.0E4,"trade_id":"\u0041"}, "ts_event": "2024-01-01T00:00:01Z", "symbol": "BTCUSDT", "type": "trade_tick", "venue": "sim" }""");
        Assert.Empty(gate.Dead());
        var row = Assert.Single(gate.Port(1));
        Assert.Equal(("A", 60000.0, 0.1, "sell", "normal", Start + Second, Start + Second), (row["trade_id"], row["price"], row["qty"], row["side"], row["kind"], row["ts"], row["ts_recv"]));
    }

    [Theory]
    [InlineData("[]", "/ is an array; it must be object")]
    [InlineData("", "it is no valid JSON (byte 0)")]
    [InlineData("{\"type\":\"trade_tick\"", "it is no valid JSON (byte 20)")]
    [InlineData("{}", "/type is missing")]
    [InlineData("""{"type":"trade"}""", "/type is '\"trade\"'; it must be \"trade_tick\" or \"order_book_depth\" or \"order_book_deltas\" or \"ticker_24h\"")]
    [InlineData("""{"type":"trade_tick","type":"trade_tick"}""", "/type is there twice")]
    [InlineData("""{"type":"trade_tick","extra":1}""", "/extra must not be there")]
    [InlineData("""{"type":"trade_tick","symbol":""}""", "/symbol is '\"\"'; it must be 1 characters or more")]
    [InlineData("""{"type":"trade_tick","symbol":5}""", "/symbol is '5'; it must be string")]
    [InlineData("""{"type":"trade_tick","symbol":"\ud800"}""", "a text in it has half of a surrogate pair")]
    [InlineData("""{"type":"trade_tick","ts_event":"2024-02-30T00:00:00Z"}""", "/ts_event is '\"2024-02-30T00:00:00Z\"'; it must be a time, RFC 3339 in UTC, such as 2024-01-01T00:00:00.25Z")]
    [InlineData("""{"type":"trade_tick","ts_event":"2024-01-01T00:00:00+01:00"}""", "/ts_event is '\"2024-01-01T00:00:00+01:00\"'; it must be a time, RFC 3339 in UTC, such as 2024-01-01T00:00:00.25Z")]
    [InlineData("""{"type":"trade_tick","ts_event":1704067201}""", "/ts_event is '1704067201'; it must be a time, RFC 3339 in UTC, such as 2024-01-01T00:00:00.25Z")]
    [InlineData("""{"type":"trade_tick","payload":{"price":-1}}""", "/payload/price is '-1'; it must be more than 0")]
    [InlineData("""{"type":"trade_tick","payload":{"price":"1"}}""", "/payload/price is '\"1\"'; it must be number")]
    [InlineData("""{"type":"trade_tick","payload":{"price":1e999}}""", "/payload/price is '1e999'; it must be a number of at most 15 significant digits")]
    [InlineData("""{"type":"trade_tick","payload":{"price":60000.1000000000001}}""", "/payload/price is '60000.1000000000001'; it must be a number of at most 15 significant digits")]
    [InlineData("""{"type":"trade_tick","payload":{"trade_id":"1","price":1,"qty":1}}""", "/payload/side is missing")]
    [InlineData("""{"type":"trade_tick","payload":[[[[[[[[1]]]]]]]]}""", "/payload is an array; it must be object")]
    [InlineData("""{"payload":[[[[[[[[1]]]]]]]]}""", "it is no valid JSON (byte 18)")]
    [InlineData("""{"type":"ticker_24h","payload":{"high":1,"low":2,"volume":0}}""", "/payload/high is 1; it must be the low, 2, or more")]
    [InlineData("""{"type":"ticker_24h","payload":{"high":2,"low":2,"volume":-0.1}}""", "/payload/volume is '-0.1'; it must be 0 or more")]
    [InlineData("""{"type":"order_book_depth","payload":{"bids":[{"p":1,"q":1},{"p":1,"q":1}],"asks":[]}}""", "/payload/bids/1/p is 1; bids must fall, and the one before is 1")]
    [InlineData("""{"type":"order_book_depth","payload":{"bids":[],"asks":[{"p":2,"q":1},{"p":1,"q":1}]}}""", "/payload/asks/1/p is 1; asks must rise, and the one before is 2")]
    [InlineData("""{"type":"order_book_depth","payload":{"asks":[{"p":2,"q":1}],"bids":[{"p":2,"q":1}]}}""", "/payload/asks/0/p is 2; the best ask must be above the best bid, 2")]
    [InlineData("""{"type":"order_book_depth","payload":{"bids":[{"p":1,"q":0}],"asks":[]}}""", "/payload/bids is '0'; it must be more than 0")]
    [InlineData("""{"type":"order_book_deltas","payload":{"changes":[]}}""", "/payload says nothing: it must have a change, a snapshot, a clear or a status")]
    [InlineData("""{"type":"order_book_deltas","payload":{"changes":[{"side":"bid","p":1,"q":-1}]}}""", "/payload/changes is '-1'; it must be 0 or more")]
    [InlineData("""{"type":"order_book_deltas","payload":{"changes":[{"p":1,"q":1}]}}""", "/payload/changes/side is missing")]
    [InlineData("""{"type":"order_book_deltas","payload":{"changes":[],"seq":1.5,"clear":true}}""", "/payload/seq is '1.5'; it must be a whole number of 64 bits")]
    [InlineData("""{"type":"order_book_deltas","payload":{"changes":[],"status":{"state":"unknown"}}}""",
        "/payload/status/state is '\"unknown\"'; it must be \"disconnected\" or \"subscribing\" or \"buffering\" or \"snapshot_pending\" or \"live\" or \"gap\" or \"checksum_fail\" or \"crossed\" or \"stale\" or \"invalid\"")]
    public void EventThatDoesNotFit_IsRefusedWithItsPlace(string text, string fault) => Assert.Equal(fault, Fault(text));

    [Fact]
    public void MoreThanTwentyLevels_AreRefused()
    {
        var levels = string.Join(',', Enumerable.Range(1, 21).Select(i => $$"""{"p":{{100 - i}},"q":1}"""));
        Assert.Equal("/payload/bids has more than 20 elements", Fault($$$"""{"type":"order_book_depth","payload":{"bids":[{{{levels}}}],"asks":[]}}"""));
    }

    [Fact]
    public void RefusedEvent_IsADeadLetterWithItsText_AndChangesNothing()
    {
        var gate = Open(Gate(), "{\"type\":", Trade);
        Assert.Equal(["the event does not fit market-event-1: it is no valid JSON (byte 8)"], gate.Dead().Select(row => row["reason"]));
        Assert.Equal(["SE9511"], gate.Dead().Select(row => row["code"]));
        Assert.Equal(["""{"ts":1704067201000000000,"event":"{\"type\":"}"""], gate.Dead().Select(row => row["row"]));
        Assert.Single(gate.Port(1));
        Assert.Equal([Trade], gate.Column("event", 3));
    }

    [Fact]
    public void BytesThatAreNoText_AreKeptInTheDeadLetter()
    {
        var gate = Gate();
        var writer = new StreamEngine.Runtime.PortWriter(new Schema(null, [new("ts", ColumnType.Timestamp), new("event", ColumnType.String)]), null, gate.Symbols, gate.Pool);
        writer.Values<long>("ts")!.Append(Start);
        writer.Text("event")!.Append([(byte)'{', 0xFF, 0xFE]);
        writer.Commit(Start);
        using var batch = writer.Take(Start, 0);
        gate.Push(batch);
        Assert.Equal(["the event does not fit market-event-1: it is no valid UTF-8"], gate.Dead().Select(row => row["reason"]));
        Assert.Equal([$$$$"""{"ts":{{{{Start}}}},"event":{"$base64":"{{{{Convert.ToBase64String([(byte)'{', 0xFF, 0xFE])}}}}"}}"""], gate.Dead().Select(row => row["row"]));
    }

    [Fact]
    public void EventThatIsTooLong_OrTooFarAhead_IsRefused()
    {
        var gate = Gate(new OpenEnvelopeOptions { MaxEvent = new ByteSize(1024), Ahead = new Duration(Second) });
        Open(gate, Trade.PadRight(1025), Trade.Replace("00:00:01Z", "00:00:02Z", StringComparison.Ordinal), Trade.Replace("00:00:01Z", "00:00:02.000000001Z", StringComparison.Ordinal));
        Assert.Equal(
            ["the event does not fit market-event-1: it has 1025 bytes; it must have max_event, 1KiB, or less", "the event does not fit market-event-1: /ts_event is more than 1s later than the event was seen"],
            gate.Dead().Select(row => row["reason"]));
        Assert.Single(gate.Port(1));
    }

    [Fact]
    public void EventThatCameBefore_IsFiltered()
    {
        var other = Trade.Replace("\"7\"", "\"8\"", StringComparison.Ordinal);
        var kind = Trade.Replace("\"side\"", "\"kind\":\"aggregated\",\"side\"", StringComparison.Ordinal); // aggregates have ids of their own
        var changed = Trade.Replace("0.25", "0.5", StringComparison.Ordinal);                           // the same trade, told again
        var gate = Open(Gate(), Trade, other, Trade, kind, changed, other);
        Assert.Equal(["7", "8", "7"], gate.Column("trade_id", 1));
        Assert.Equal((6, 3, 3), (gate.Counters.In, gate.Counters.Used, gate.Counters.Filtered));
    }

    [Fact]
    public void IdentityIsForgotten_BehindTheHorizon_OrWhenThereAreTooMany()
    {
        var gate = Gate(new OpenEnvelopeOptions { Horizon = new Duration(Second) });
        foreach (var at in (long[])[0, Second - 1, Second])
        {
            gate.Push(0, new Dictionary<string, object?> { ["ts"] = Start + Second + at, ["event"] = Trade });
        }

        Assert.Equal(2, gate.Port(1).Count); // at 0 and at the horizon
        var few = Gate(new OpenEnvelopeOptions { Max = 1 });
        Open(few, Trade, Trade, Trade.Replace("\"7\"", "\"8\"", StringComparison.Ordinal), Trade);
        Assert.Equal(["7", "8", "7"], few.Column("trade_id", 1));
    }

    [Fact]
    public void MissingMessage_LosesTheBook_UntilTheNextSnapshot()
    {
        var gate = Open(Gate(), Message("\"snapshot\":{\"seq\":1,\"changes\":[]}"), Message("\"prev_seq\":1,\"seq\":2", 100), Message("\"prev_seq\":3,\"seq\":4", 99), Message("\"prev_seq\":4,\"seq\":5", 98));
        Assert.Equal(["clear", "set", "clear", "status", "set", "set"], gate.Column("action"));
        var lost = gate.Port()[3];
        Assert.Equal(("gap", "an event is missing", 2L, 3L, 4L, true), (lost["state"], lost["reason"], lost["last_seq"], lost["expected"], lost["got"], lost["last"]));
        Assert.Equal((1L, 0L), (gate.Counters.Gaps, gate.Counters.Resyncs));
        Open(gate, Message("\"prev_seq\":7,\"seq\":8", 97), Message("\"snapshot\":{\"seq\":9,\"changes\":[]}"), Message("\"snapshot\":{\"seq\":10,\"changes\":[]}"));
        Assert.Equal((2L, 1L), (gate.Counters.Gaps, gate.Counters.Resyncs));
    }

    [Fact]
    public void RefusedMessageThatIsDeliveredAgain_LosesNothing()
    {
        var broken = Message("\"prev_seq\":1,\"seq\":2", 100);
        var gate = Open(Gate(), Message("\"snapshot\":{\"seq\":1,\"changes\":[]}"), broken[..^1], broken, Message("\"prev_seq\":2,\"seq\":3", 99));
        Assert.Equal(["clear", "set", "set"], gate.Column("action"));
        Assert.Single(gate.Dead());
    }

    private static string Message(string members, int? price = null) =>
        $$$$"""{"type":"order_book_deltas",{{{{Head}}}},"payload":{{{{{members}}}},"changes":[{{{{(price is null ? "" : $$"""{"side":"bid","p":{{price}},"q":1}""")}}}}]}}""";
}
