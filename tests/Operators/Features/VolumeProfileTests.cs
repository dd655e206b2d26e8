using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class VolumeProfileTests
{
    private static readonly VolumeProfileOptions Units = new() { Window = new Duration(100), Tick = 1, Ticks = 1, Least = 1 };

    [Fact]
    public void GoldenRows_GiveTheOneRowValueArea()
    {
        var run = Of(Units, (100, 10), (101, 20), (102, 45), (103, 60), (104, 30), (105, 25), (106, 10));

        // FORMULAE 11: from 103, +102 (105), +104 (135), +105 (160 of 200)
        Assert.Equal((103.0, 105.0, 102.0), Area(run));
        Assert.Equal(200.0, run.Port()[0]["profile_volume"]);
        Assert.Equal(7L, run.Port()[0]["profile_trades"]);
        Assert.Equal("""[{"price":103,"qty":60,"kind":"high"}]""", run.Port()[0]["volume_nodes"]);
    }

    [Fact]
    public void EqualRows_ThePointOfControlIsNearestTheMiddle_ThenLower()
    {
        Assert.Equal(104.0, Area(Of(Units, (100, 5), (103, 5), (104, 5), (110, 1))).Poc); // the middle is 105
        Assert.Equal(101.0, Area(Of(Units, (101, 5), (103, 5), (100, 1), (104, 1))).Poc); // both 1 off 102
    }

    [Fact]
    public void EqualNeighbours_TheUpperIsTaken()
    {
        // 10 of 20 at 101; 5 above, 5 below: the upper makes 15, which is 75 %
        Assert.Equal((101.0, 102.0, 101.0), Area(Of(Units, (100, 5), (101, 10), (102, 5))));
    }

    [Fact]
    public void ExactlySeventyPercent_IsEnough() => Assert.Equal((101.0, 101.0, 101.0), Area(Of(Units, (100, 1.5), (101, 7), (102, 1.5))));

    [Fact]
    public void BinsWithoutTrades_AreNoRows()
    {
        // from 100: the next row above is 200
        Assert.Equal((100.0, 200.0, 100.0), Area(Of(Units, (100, 6), (99, 1), (200, 3))));
    }

    [Fact]
    public void PriceOfABin_IsItsLeast()
    {
        var run = Of(Units with { Tick = 0.1, Ticks = 5 }, (64100.49, 1), (64100.5, 3), (64100.9, 4), (64101, 2));
        Assert.Equal((64100.5, 64100.5, 64100.5), Area(run)); // 7 of 10 from 64100.5 on
    }

    [Fact]
    public void NineTrades_AreTooFew()
    {
        var run = Run(new() { Window = new Duration(100), Tick = 1 });
        run.Push(1, [.. Enumerable.Range(0, 9).Select(i => Trade(i, 100, 1, "buy"))]).Push(0, Tick(9)).Push(1, Trade(10, 100, 1, "buy")).Push(0, Tick(10)).End();

        Assert.Equal([null, 100.0], run.Column("poc"));
        Assert.Equal([null, 100.0], run.Column("val"));
        Assert.Equal([9L, 10L], run.Column("profile_trades"));
        Assert.Equal([null, """[{"price":100,"qty":10,"kind":"high"}]"""], run.Column("volume_nodes"));
    }

    [Fact]
    public void TradesLeaveWithTheWindow()
    {
        var run = Run(Units).Push(1, Trade(0, 100, 5, "buy"), Trade(50, 101, 3, "buy")).Push(0, Tick(99), Tick(100), Tick(149), Tick(150)).End();
        Assert.Equal([100.0, 101.0, 101.0, null], run.Column("poc"));
        Assert.Equal([2L, 1L, 1L, 0L], run.Column("profile_trades"));
    }

    [Fact]
    public void Nodes_AreTheMostPronounced_ByPrice_AndPlateausCountOnce()
    {
        var run = Of(Units with { Nodes = 2 }, (1, 5), (2, 1), (3, 8), (4, 8), (5, 4), (6, 4), (7, 9), (8, 2), (9, 3));

        // highs 1 (5), 3 (8, with 4), 7 (9), 9 (3): the two heaviest; lows 2 (1), 5 (4, with 6), 8 (2): the two lightest
        Assert.Equal("""[{"price":2,"qty":1,"kind":"low"},{"price":3,"qty":8,"kind":"high"},{"price":7,"qty":9,"kind":"high"},{"price":8,"qty":2,"kind":"low"}]""", run.Port()[0]["volume_nodes"]);
    }

    [Fact]
    public void OtherKinds_DoNotCount_AndBadTradesAreErrorRows()
    {
        var run = Run(Units).Push(1, Trade(1, 100, 1, "buy", kind: "block"), Trade(1, 100, 0.1234567890123456, "buy"), Trade(1, 1e300, 1, "buy")).Push(0, Tick(2)).End();
        Assert.Equal(1, run.Counters.Filtered);
        Assert.Equal(["the qty is 0.1234567890123456; it must be a decimal of up to 15 significant digits and 18 places", "Value was either too large or too small for a Decimal."], run.Dead().Select(r => r["reason"]));
        Assert.Equal(0L, run.Port()[0]["profile_trades"]);
    }

    [Fact]
    public void TickOfTheTrades_IsReadFromTheirColumn_AndAnotherOneStartsOver()
    {
        var schema = Schemas.Trade.With(new Field("tick", ColumnType.Float64, true));
        Dictionary<string, object?> Row(long ts, double price, double? tick) => new(Trade(ts, price, 1, "buy")) { ["tick"] = tick };
        var run = new OperatorDrive(new VolumeProfile(Units with { Tick = null, Ticks = 5 }), [Ticks, schema], ["symbol"], ["in", "trades"])
            .Push(1, Row(1, 103, 1), Row(2, 104, 1), Row(2, 104, 0), Row(2, 104, null)).Push(0, Tick(3)).Push(1, Row(4, 103, 0.1)).Push(0, Tick(5)).End();

        Assert.Equal([100.0, 103.0], run.Column("poc"));
        Assert.Equal([2L, 1L], run.Column("profile_trades"));
        Assert.Equal(["the tick is 0; it must be above 0", "the tick is null"], run.Dead().Select(r => r["reason"]));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 300)]
    public void RandomTradesInDisorder_EqualARecomputation(int seed, int spread)
    {
        const int Window = 500;
        var random = new Random(seed);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        var price = 5_000;
        for (var i = 0; i < Events / 2; i++)
        {
            long at = i;
            price += random.Next(-1, 2);
            var symbol = random.Next(3) == 0 ? "T" : "S";
            pushes.Add(random.Next(10) == 0
                ? (0, new(Tick(at - random.Next(8), symbol)) { ["at"] = at })
                : (1, Trade(at - random.Next(0, 50) + 20, (price + random.Next(-spread, spread)) / 100.0, random.Next(1, 1_000) / (random.Next(2) == 0 ? 10.0 : 1e4), "buy", symbol, at)));
        }

        var options = new VolumeProfileOptions { Window = new Duration(Window), Tick = 0.01, Ticks = 5, Nodes = 3 };
        var found = AskedRun.Of(() => Run(options, Lateness), pushes, random);
        var trades = new Dictionary<string, List<(long Ts, double Price, double Qty)>> { ["S"] = [], ["T"] = [] };
        var expected = new List<string>();
        foreach (var (input, row) in pushes)
        {
            var known = trades[(string)row["symbol"]!];
            var ts = (long)row["ts"]!;
            if (input == 1)
            {
                known.Add((ts, (double)row["price"]!, (double)row["qty"]!));
            }
            else
            {
                expected.Add(Plain([.. known.Where(t => t.Ts > ts - Window && t.Ts <= ts)]));
                known.RemoveAll(t => t.Ts < ts - (2 * Window));
            }
        }

        Assert.Equal(expected, found.Select(r => r["poc"] is null ? "" : FormattableString.Invariant($"{r["poc"]} {r["val"]} {r["vah"]} {r["profile_volume"]} {r["profile_trades"]} {r["volume_nodes"]}")));
    }

    private const int Lateness = 50;

    /// <summary>The profile of trades from nothing, in decimals.</summary>
    private static string Plain(List<(long Ts, double Price, double Qty)> trades)
    {
        if (trades.Count < 10)
        {
            return "";
        }

        var rows = trades.GroupBy(t => (int)Math.Floor((decimal)t.Price / 0.05m)).OrderBy(g => g.Key).Select(g => (Bin: g.Key, Volume: g.Sum(t => (decimal)t.Qty))).ToList();
        var total = rows.Sum(r => r.Volume);
        var centre = (rows[0].Bin + rows[^1].Bin) / 2m;
        var poc = rows.OrderByDescending(r => r.Volume).ThenBy(r => Math.Abs(r.Bin - centre)).ThenBy(r => r.Bin).First();
        var above = new Queue<(int Bin, decimal Volume)>(rows.Where(r => r.Bin > poc.Bin));
        var below = new Stack<(int Bin, decimal Volume)>(rows.Where(r => r.Bin < poc.Bin));
        var (low, high, area) = (poc.Bin, poc.Bin, poc.Volume);
        while (area < 0.7m * total)
        {
            if (above.Count > 0 && (below.Count == 0 || above.Peek().Volume >= below.Peek().Volume))
            {
                high = above.Peek().Bin;
                area += above.Dequeue().Volume;
            }
            else
            {
                low = below.Peek().Bin;
                area += below.Pop().Volume;
            }
        }

        // plateaus as one
        var flat = rows.Where((r, i) => i == 0 || rows[i - 1].Volume != r.Volume).ToList();
        var highs = flat.Where((r, i) => (i == 0 || flat[i - 1].Volume < r.Volume) && (i == flat.Count - 1 || flat[i + 1].Volume < r.Volume)).OrderByDescending(r => r.Volume).ThenBy(r => r.Bin).Take(3);
        var lows = flat.Where((r, i) => i > 0 && i < flat.Count - 1 && flat[i - 1].Volume > r.Volume && flat[i + 1].Volume > r.Volume).OrderBy(r => r.Volume).ThenBy(r => r.Bin).Take(3);
        var nodes = highs.Select(r => (r.Bin, r.Volume, Kind: "high")).Concat(lows.Select(r => (r.Bin, r.Volume, Kind: "low"))).OrderBy(n => n.Bin)
            .Select(n => $$"""{"price":{{Text((double)(n.Bin * 0.05m))}},"qty":{{Text((double)n.Volume)}},"kind":"{{n.Kind}}"}""");
        return FormattableString.Invariant($"{(double)(poc.Bin * 0.05m)} {(double)(low * 0.05m)} {(double)(high * 0.05m)} {(double)total} {trades.Count} [{string.Join(",", nodes)}]");
    }

    private static (double Poc, double Vah, double Val) Area(OperatorDrive run)
    {
        var row = Assert.Single(run.Port());
        return ((double)row["poc"]!, (double)row["vah"]!, (double)row["val"]!);
    }

    private static OperatorDrive Of(VolumeProfileOptions options, params (double Price, double Qty)[] trades) =>
        Run(options).Push(1, [.. trades.Select(t => Trade(1, t.Price, t.Qty, "buy"))]).Push(0, Tick(2)).End();

    private static OperatorDrive Run(VolumeProfileOptions options, long lateness = 0) => new(new VolumeProfile(options), [Ticks, Schemas.Trade], ["symbol"], ["in", "trades"], lateness);
}
