using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class OrderBookTests
{
    [Fact]
    public void Snapshot_IsSeenWholeAtItsEnd()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7))]);

        var row = Assert.Single(run.Port());
        Assert.Equal("live", row["state"]);
        Assert.Equal((100.0, 5.0, 101.0, 7.0), (row["bid_px"], row["bid_qty"], row["ask_px"], row["ask_qty"]));
        Assert.Equal([100.0, 0.0, 0.0], (double[])row["bid_prices"]!);
        Assert.Equal([7.0, 0.0, 0.0], (double[])row["ask_sizes"]!);
        Assert.Equal((1, 1L, "S", 1L), (row["bid_levels"], row["seq"], row["symbol"], row["at"]));
    }

    [Fact]
    public void BeforeASnapshot_NothingIsEmitted()
    {
        var run = Run().Push(0, Set(1, "bid", 100, 5), Set(1, "ask", 101, 5, last: true));
        Assert.Empty(run.Port());
        Assert.Equal(2, run.Counters.Used);
    }

    [Fact]
    public void Message_IsAppliedWhole()
    {
        // half of it alone would be crossed: 102 bid before the ask has moved
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Set(2, "bid", 102, 1), Set(2, "ask", 101, 0), Set(2, "ask", 103, 2, last: true)]);
        Assert.Equal([100.0, 102.0], run.Column("bid_px"));
        Assert.Equal([101.0, 103.0], run.Column("ask_px"));
    }

    [Fact]
    public void UnknownLevelDeleted_IsNoChange()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Set(2, "bid", 99.5, 0, last: true)]);
        Assert.Equal([1, 1], run.Column("bid_levels"));
    }

    [Fact]
    public void Lost_SaysSoFirstAndIsSilentUntilTheNextSnapshot()
    {
        var run = Run().Push(0,
        [
            .. Snapshot(1, (100, 5), (101, 7)), Row(2, "clear"), Row(2, "status", last: true, state: "invalid"), Set(3, "bid", 99, 5, last: true),
            .. Snapshot(4, (90, 5), (91, 7)),
        ]);
        Assert.Equal(["live", "invalid", "live"], run.Column("state"));
        Assert.Equal([100.0, null, 90.0], run.Column("bid_px"));
        Assert.Equal([1, null, 1], run.Column("bid_levels"));
        Assert.Equal((0L, 0L), (run.Counters.Gaps, run.Counters.Resyncs)); // it was told
    }

    [Fact]
    public void Crossed_IsSilentThenDropped()
    {
        var run = Run(crossed: 2).Push(0,
        [
            .. Snapshot(1, (100, 5), (101, 7)), Set(2, "bid", 101, 1, last: true), Set(3, "bid", 99, 1, last: true), Set(4, "bid", 101, 0, last: true),
            Set(5, "bid", 101, 1, last: true), Set(6, "bid", 98, 1, last: true), Set(7, "bid", 97, 1, last: true), Set(8, "bid", 101, 0, last: true),
        ]);
        Assert.Equal(["live", "live", "crossed"], run.Column("state"));
        Assert.Equal([1L, 4L, 7L], run.Column("seq"));
        Assert.Equal((1L, 0L), (run.Counters.Gaps, run.Counters.Resyncs));
        run.Push(0, [.. Snapshot(9, (100, 5), (101, 7)), .. Snapshot(10, (100, 5), (101, 7))]);
        Assert.Equal((1L, 1L), (run.Counters.Gaps, run.Counters.Resyncs));
    }

    [Fact]
    public void MessageWithoutChanges_IsARow()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Row(2, "status", last: true, state: "live")]);
        Assert.Equal([1L, 2L], run.Column("seq"));
    }

    [Fact]
    public void RowThatCannotBeApplied_IsAnErrorAndTheBookIsLost()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Set(2, "bid", 0.1234567890123456789, 1), Set(2, "bid", 99, 1, last: true)]);
        Assert.Equal("the price is 0.12345678901234568; it must be a decimal of up to 15 significant digits and 18 places", Assert.Single(run.Dead())["reason"]);
        Assert.Equal(["live", "invalid"], run.Column("state"));
    }

    [Fact]
    public void FinerPrices_KeepTheOldOnes()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 5), (101, 7)), Set(2, "bid", 100.12345678, 0.00000001), Set(2, "bid", 100.5, 12345678901, last: true)]);
        Assert.Equal([100.5, 100.12345678, 100.0], (double[])run.Port()[1]["bid_prices"]!);
        Assert.Equal([12345678901, 0.00000001, 5.0], (double[])run.Port()[1]["bid_sizes"]!);
    }

    [Fact]
    public void SizesThatSpanTooManyDigits_LoseTheBook()
    {
        var run = Run().Push(0, [.. Snapshot(1, (100, 0.00000001), (101, 7)), Set(2, "bid", 99, 123456789012345, last: true)]);
        Assert.Equal("the book's sizes span more than 18 digits", Assert.Single(run.Dead())["reason"]);
        Assert.Equal(["live", "invalid"], run.Column("state"));
    }

    [Fact]
    public void KeysAreBooksOfTheirOwn()
    {
        var run = Run(key: ["symbol"]).Push(0, [.. Snapshot(1, (100, 5), (101, 7)), .. Snapshot(2, (50, 1), (51, 1), "T"), Set(3, "bid", 100.5, 1, last: true)]);
        Assert.Equal([100.0, 50.0, 100.5], run.Column("bid_px"));
        Assert.Equal(["S", "T", "S"], run.Column("symbol"));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 4096)]
    public void RandomDeltas_EqualASortedDictionary(int seed, int cut)
    {
        var random = new Random(seed);
        var bids = new SortedDictionary<decimal, decimal>(Comparer<decimal>.Create((a, b) => b.CompareTo(a)));
        var asks = new SortedDictionary<decimal, decimal>();
        var rows = new List<Dictionary<string, object?>>(Snapshot(0, (100, 5), (101, 7)));
        (bids[100], asks[101]) = (5, 7);
        var expected = new List<string> { Text(bids, asks) };
        for (var message = 1; message < 3_000; message++)
        {
            var changes = random.Next(1, 5);
            for (var c = 0; c < changes; c++)
            {
                var bid = random.Next(2) == 0;
                var offset = random.Next(1, random.Next(8) == 0 ? 5_000 : 60);
                var price = bid ? 100.5m - (offset / 100m) : 100.5m + (offset / 100m);
                var size = random.Next(3) == 0 ? 0 : random.Next(1, 100_000) / (message % 1000 == 500 ? 100_000_000m : 1000m);
                var side = bid ? bids : asks;
                if (size == 0)
                {
                    side.Remove(price);
                }
                else
                {
                    side[price] = size;
                }

                rows.Add(Set(message, bid ? "bid" : "ask", (double)price, (double)size, c == changes - 1));
            }

            expected.Add(Text(bids, asks));
        }

        var half = rows.FindIndex(r => (long)r["ts"]! == 1500) + 1; // in the middle of a message
        var first = Run().PushCut(0, cut, rows[..half]);
        var second = Run().Load(first.Save()).PushCut(0, cut, rows[half..]);
        var found = first.Port().Concat(second.Port()).Select(r => string.Join(' ',
            [.. new[] { "bid_prices", "bid_sizes", "ask_prices", "ask_sizes" }.SelectMany(n => (double[])r[n]!).Select(v => ((decimal)v).ToString("0.########")), r["bid_levels"]!.ToString()!, r["ask_levels"]!.ToString()!]));
        Assert.Equal(expected, found);
    }

    private static string Text(SortedDictionary<decimal, decimal> bids, SortedDictionary<decimal, decimal> asks) =>
        string.Join(' ', [.. Best(bids.Keys), .. Best(bids.Values), .. Best(asks.Keys), .. Best(asks.Values), $"{bids.Count}", $"{asks.Count}"]);

    private static IEnumerable<string> Best(IEnumerable<decimal> values) => values.Concat(Enumerable.Repeat(0m, 3)).Take(3).Select(v => v.ToString("0.########"));

    private static OperatorDrive Run(int crossed = 5, string[]? key = null) =>
        new(new OrderBook(new() { Depth = 3, Crossed = crossed }), [Schemas.BookDelta], key);

    private static Dictionary<string, object?>[] Snapshot(long ts, (double Price, double Size) bid, (double Price, double Size) ask, string symbol = "S") =>
        [Row(ts, "clear", symbol: symbol), Set(ts, "bid", bid.Price, bid.Size, symbol: symbol), Set(ts, "ask", ask.Price, ask.Size, last: true, symbol)];

    private static Dictionary<string, object?> Set(long ts, string side, double price, double size, bool last = false, string symbol = "S")
    {
        var row = Row(ts, size == 0 ? "delete" : "set", last, null, symbol);
        (row["side"], row["price"], row["qty"]) = (side, price, size);
        return row;
    }

    private static Dictionary<string, object?> Row(long ts, string action, bool last = false, string? state = null, string symbol = "S") => new()
    {
        ["ts"] = ts, ["ts_recv"] = ts, ["venue"] = "v", ["symbol"] = symbol, ["action"] = action, ["seq"] = ts, ["snapshot"] = action == "clear", ["last"] = last, ["state"] = state,
    };
}
