using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Normalizers;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Normalizers;

public sealed class BookSnapshotsTests
{
    [Fact]
    public void MessageThatIsDue_HasTheBookBeforeItInFront()
    {
        var run = Run(every: 10).Push(0,
            [.. Snapshot(1, (100, 5), (101, 7)), Set(5, "bid", 99.5, 2), Set(5, "ask", 102, 1, last: true), Set(10, "bid", 100, 0, last: true), Set(11, "bid", 99, 1, seq: 77), Set(11, "ask", 101, 6, last: true, seq: 77), Set(20, "bid", 98, 1, last: true)]);

        Assert.Equal(
            [
                "1 clear 1 S", "1 set bid 100 5 1 S", "1 set ask 101 7 1 S L",
                "5 set bid 99.5 2 5", "5 set ask 102 1 5 L",
                "10 delete bid 100 0 10 L", // 9 behind the snapshot
                "11 clear 10 S", "11 set bid 99.5 2 10 S", "11 set ask 101 7 10 S", "11 set ask 102 1 10 S",
                "11 set bid 99 1 77", "11 set ask 101 6 77 L",
                "20 set bid 98 1 20 L", // 9 behind ours
            ], Short(run));
        Assert.All(run.Port(), row => Assert.Equal((row["at"], row["at"], "v", "c"), (row["ts"], row["ts_recv"], row["venue"], row["channel"])));
        Assert.Equal((9L, 9L), (run.Counters.In, run.Counters.Used));
    }

    [Fact]
    public void SnapshotOfTheVenue_IsAsGoodAsOurs()
    {
        var run = Run(every: 10).Push(0, [.. Snapshot(1, (100, 5), (101, 7)), .. Snapshot(8, (100, 5), (101, 7)), Set(17, "bid", 99, 1, last: true), Set(18, "bid", 99, 2, last: true)]);
        Assert.Equal(["1 clear 1 S", "8 clear 8 S", "18 clear 17 S"], Short(run).Where(r => r.Contains("clear", StringComparison.Ordinal)));
    }

    [Fact]
    public void StatusThatItIsLive_TakesTheSnapshotToo()
    {
        var run = Run(every: 10).Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Row(20, "status", last: true, state: "live")]);
        Assert.Equal(["20 clear 1 S", "20 set bid 100 5 1 S", "20 set ask 101 7 1 S", "20 status L"], Short(run).Skip(3));
    }

    [Fact]
    public void LostBook_HasNone_BeforeTheVenueGivesItsNext()
    {
        var run = Run(every: 10).Push(0,
            [.. Snapshot(1, (100, 5), (101, 7)), Row(20, "clear"), Row(20, "status", last: true, state: "invalid"), Set(40, "bid", 99, 1, last: true), .. Snapshot(41, (90, 5), (91, 7)), Set(51, "bid", 89, 1, last: true)]);
        Assert.Equal(["1 clear 1 S", "20 clear 20 S", "41 clear 41 S", "51 clear 41 S"], Short(run).Where(r => r.Contains("clear", StringComparison.Ordinal)));
    }

    [Fact]
    public void CrossedBook_HasNone_AndIsLostWhenItStaysSo()
    {
        // crossed at 20, right again at 25; then crossed twice in a row, of which one is allowed
        var run = Run(every: 10, crossed: 1).Push(0,
        [
            .. Snapshot(1, (100, 5), (101, 7)), Set(9, "bid", 101, 1, last: true), Set(20, "bid", 101, 0, last: true), Set(25, "bid", 99, 1, last: true),
            Set(26, "bid", 101, 1, last: true), Set(27, "bid", 98, 1, last: true), Set(50, "bid", 101, 0, last: true), Set(60, "bid", 97, 1, last: true),
        ]);
        Assert.Equal(["1 clear 1 S", "25 clear 20 S"], Short(run).Where(r => r.Contains("clear", StringComparison.Ordinal)));
    }

    [Fact]
    public void MoreLevelsThanAllowed_HaveNone()
    {
        var run = Run(every: 10, most: 1).Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Set(5, "bid", 99, 1, last: true), Set(20, "bid", 99, 0, last: true), Set(21, "bid", 98, 1, last: true)]);
        Assert.Equal(["1 clear 1 S", "21 clear 20 S"], Short(run).Where(r => r.Contains("clear", StringComparison.Ordinal)));
    }

    [Fact]
    public void Books_AreThoseOfTheirKeys()
    {
        var run = Run(every: 10, key: ["symbol"]).Push(0, [.. Snapshot(1, (100, 5), (101, 7)), .. Snapshot(6, (50, 1), (51, 1), "T"), Set(12, "bid", 99, 1, last: true), Set(15, "bid", 49, 1, last: true, symbol: "T"), Set(16, "bid", 48, 1, last: true, symbol: "T")]);
        Assert.Equal(["S", "T", "S", "T"], run.Port().Where(r => (string)r["action"]! == "clear").Select(r => r["symbol"]));
        Assert.Equal([1L, 6L, 12L, 16L], run.Port().Where(r => (string)r["action"]! == "clear").Select(r => r["at"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void BooksBehindIt_AreTheSameBitForBit_AlsoAsEvents(int seed)
    {
        var run = new PipelineRun().Nodes($$"""
            exchange: { market_simulator: { symbols: [BTCUSDT, ETHUSDT], rows: 6000, unpaced: true, seed: {{seed}} } }
            whole: { from: exchange.deltas, key: [venue, symbol], book_snapshots: { every: 300ms } }
            sent: { from: { deltas: whole }, envelope: {} }
            gate: { from: sent, open_envelope: {} }
            plain: { from: exchange.deltas, key: symbol, order_book: { depth: 50 } }
            same: { from: whole, key: symbol, order_book: { depth: 50 } }
            far: { from: gate.deltas, key: symbol, order_book: { depth: 50 } }
            """).Collect("plain").Collect("same").Collect("far").Collect("whole").Collect("exchange.deltas").Execute();

        Assert.True(run.Rows("whole").Count(IsClear) > run.Rows("exchange.deltas").Count(IsClear) + 20, "there are snapshots");
        Assert.Equal(Lines(run.Rows("plain")), Lines(run.Rows("same")));
        Assert.Equal(Lines(run.Rows("plain")), Lines(run.Rows("far")));
        var venues = run.Rows("exchange.deltas").Where(r => (bool)r["snapshot"]!).Select(r => (r["ts"], r["symbol"])).ToHashSet();
        Assert.Equal(Lines(run.Rows("exchange.deltas")), Lines(run.Rows("whole").Where(r => !(bool)r["snapshot"]! || venues.Contains((r["ts"], r["symbol"])))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void CaptureWithALostMessage_HasTheSameBooks(int seed)
    {
        var capture = new MarketCapture(GeneratedCapture.Lines(seed));
        var depth = capture.Depth;
        using var folder = new TemporaryFolder();
        var file = folder.Write("lost.capture", capture.WithSnapshot(depth[420], depth[410]).Without(depth[400]).Text);
        var run = new PipelineRun().Nodes($$"""
            frames: { capture_file: { files: ['{{file}}'] } }
            market: { from: frames, normalize: { venue: {{GeneratedCapture.Venue}} } }
            whole: { from: market.deltas, key: [venue, symbol], book_snapshots: { every: 500ms } }
            plain: { from: market.deltas, key: symbol, order_book: { depth: 50 } }
            same: { from: whole, key: symbol, order_book: { depth: 50 } }
            """).Collect("plain").Collect("same").Collect("whole").Execute();

        Assert.True(run.Rows("whole").Count(IsClear) > 10);
        Assert.Contains(run.Rows("plain"), r => (string)r["state"]! == "invalid");
        Assert.Equal(Lines(run.Rows("plain")), Lines(run.Rows("same")));
    }

    [Fact]
    public void LateReader_HasTheBooksFromTheNextSnapshotOn()
    {
        var made = new PipelineRun().Nodes("""
            exchange: { market_simulator: { symbols: [BTCUSDT], rows: 4000, unpaced: true, seed: 3 } }
            whole: { from: exchange.deltas, key: [venue, symbol], book_snapshots: { every: 1s } }
            plain: { from: exchange.deltas, key: symbol, order_book: { depth: 50 } }
            """).Collect("whole").Collect("plain").Execute();
        var rows = made.Rows("whole").ToList();
        var late = rows[(rows.FindIndex(rows.Count / 2, IsClear) + 5)..]; // in the middle of a snapshot
        var next = (long)late.First(IsClear)["ts"]!;
        var read = new PipelineRun().Given("late", Schemas.BookDelta, late).Nodes("book: { from: late, key: symbol, order_book: { depth: 50 } }").Collect("book").Execute();

        Assert.Equal(Lines(made.Rows("plain").Where(r => (long)r["ts"]! >= next)), Lines(read.Rows("book")));
        Assert.True(read.Rows("book").Count > 100);
    }

    private static bool IsClear(Dictionary<string, object?> row) => (string)row["action"]! == "clear";

    private static IEnumerable<string> Lines(IEnumerable<Dictionary<string, object?>> rows) =>
        rows.Select(r => string.Join(' ', r.Where(c => c.Key != "at").Select(c => $"{c.Key}={Text(c.Value)}")));

    private static string Text(object? value) => value switch
    {
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        double[] numbers => string.Join(',', numbers.Select(n => Text(n))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Rows in short: <c>at action side price qty seq [S] [L]</c>.</summary>
    private static IEnumerable<string> Short(OperatorDrive run) => run.Port().Select(r => string.Join(' ',
        new[] { "at", "action", "side", "price", "qty", "seq" }.Select(n => Convert.ToString(r[n], CultureInfo.InvariantCulture)!).Append((bool)r["snapshot"]! ? "S" : "").Append((bool)r["last"]! ? "L" : "").Where(t => t.Length > 0)));

    private static OperatorDrive Run(long every, int crossed = 5, int most = 100, string[]? key = null) =>
        new(new BookSnapshots(new() { Every = new Duration(every), Crossed = crossed, MaxLevels = most }), [Schemas.BookDelta], key);

    private static Dictionary<string, object?>[] Snapshot(long ts, (double Price, double Size) bid, (double Price, double Size) ask, string symbol = "S") =>
        [Row(ts, "clear", symbol: symbol), Set(ts, "bid", bid.Price, bid.Size, symbol: symbol, snapshot: true), Set(ts, "ask", ask.Price, ask.Size, last: true, symbol: symbol, snapshot: true)];

    private static Dictionary<string, object?> Set(long ts, string side, double price, double size, bool last = false, string symbol = "S", bool snapshot = false, long? seq = null)
    {
        var row = Row(ts, size == 0 ? "delete" : "set", last, null, symbol);
        (row["side"], row["price"], row["qty"], row["snapshot"], row["seq"]) = (side, price, size, snapshot, seq ?? ts);
        return row;
    }

    private static Dictionary<string, object?> Row(long ts, string action, bool last = false, string? state = null, string symbol = "S") => new()
    {
        ["ts"] = ts, ["ts_recv"] = ts, ["venue"] = "v", ["symbol"] = symbol, ["channel"] = "c", ["action"] = action, ["seq"] = action == "status" ? null : ts, ["snapshot"] = action == "clear", ["last"] = last, ["state"] = state,
    };
}
