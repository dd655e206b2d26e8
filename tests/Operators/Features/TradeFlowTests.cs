using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Features;

public sealed class TradeFlowTests
{
    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.Symbol), new("note", ColumnType.String, true), new("v", ColumnType.Vector(TypeKind.Float64, 2), true)]);

    [Fact]
    public void Window_IsOpenAtItsStartAndClosedAtItsEnd()
    {
        var run = Run(10, 5).Push(1, Trade(0, 0.1, "buy"), Trade(1, 0.2, "buy"), Trade(10, 0.4, "sell"), Trade(11, 5, "buy", at: 10)).Push(0, Row(10)).End();
        Assert.Equal((0.2, 0.4, -0.2), One(run));
        Assert.Equal(15L, run.Port()[0]["at"]);
        Assert.Equal("buy_qty_10ns", run.Shapes[0].Schema[4].Name);
    }

    [Fact]
    public void TradeBehindTheRow_CountsUpToTheTimerWithItsInstant()
    {
        var run = Run(10, 5).Push(0, Row(10)).Push(1, Trade(9, 1, "buy", at: 15)).Push(1, Trade(9, 2, "buy", at: 16));
        Assert.Equal((1.0, 0.0, 1.0), One(run));
        Assert.Equal("the trade is of 1970-01-01T00:00:00.000000009Z, and rows up to 1970-01-01T00:00:00.000000010Z have been answered", Assert.Single(run.Dead("late"))["reason"]);
        Assert.Equal((2, 1), ((int)run.Counters.Used, (int)run.Counters.Late));
    }

    [Fact]
    public void LateTrade_CountsForRowsAnsweredLater()
    {
        var run = Run(10, 5).Push(0, Row(10)).Push(0, Row(12)).AdvanceTo(16).Push(1, Trade(9, 1, "sell", at: 16)).End();
        Assert.Equal([0.0, 1.0], run.Column("sell_qty_10ns"));
        Assert.Single(run.Dead("late"));
    }

    [Fact]
    public void TradeOutsideAnsweredWindows_IsNotLate()
    {
        var run = Run(10, 0).Push(0, Row(100)).Push(0, Row(200)).AdvanceTo(300)
            .Push(1, Trade(90, 1, "buy", at: 300), Trade(91, 1, "buy", at: 300), Trade(100, 1, "buy", at: 300), Trade(101, 1, "buy", at: 300), Trade(190, 1, "buy", at: 300), Trade(201, 1, "buy", at: 300));
        Assert.Equal(2, run.Dead("late").Count);
    }

    [Fact]
    public void OtherKindsAndKeys_DoNotCount()
    {
        var run = Run(10, 5).Push(1, Trade(1, 1, "buy", kind: "block"), Trade(1, 2, "buy", symbol: "T"), Trade(1, 4, "buy"), Trade(1, 8, "buy", kind: "normal")).Push(0, Row(2)).End();
        Assert.Equal((12.0, 0.0, 12.0), One(run));
        Assert.Equal(1, run.Counters.Filtered);
    }

    [Fact]
    public void TradeWithoutSide_IsAnErrorRow() =>
        Assert.Equal("the side is unknown; it must be buy or sell", Assert.Single(Run(10, 5).Push(1, Trade(1, 1, "unknown")).Dead())["reason"]);

    [Fact]
    public void NoTrades_IsZero() => Assert.Equal((0.0, 0.0, 0.0), One(Run(10, 5).Push(0, Row(10)).End()));

    [Fact]
    public void LatenessNotGiven_IsTheFiles()
    {
        var run = new OperatorDrive(new TradeFlow(new() { Window = new Duration(10) }), [Rows, Schemas.Trade], ["symbol"], ["in", "trades"], latenessNs: 7).Push(0, Row(10)).End();
        Assert.Equal(17L, run.Port()[0]["at"]);
    }

    [Theory]
    [InlineData(1, 1, 40)]
    [InlineData(2, 5, 40)]
    [InlineData(3, 64, 0)]
    [InlineData(4, 1000, 15)]
    public void RandomDisorder_EqualsARecomputation(int seed, int cut, int lateness)
    {
        const int Window = 100;
        var random = new Random(seed);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        for (var i = 0; i < 1_500; i++)
        {
            long at = i * 2 / 3;
            var ts = at - random.Next(0, 50) + 20;
            var symbol = random.Next(2) == 0 ? "S" : "T";
            var input = random.Next(2);
            pushes.Add((input, input == 0 ? Row(ts, at, symbol) : Trade(ts, random.Next(1, 1_000_000) / 1e5, random.Next(2) == 0 ? "buy" : "sell", at, symbol: symbol)));
        }

        var first = Run(Window, lateness);
        var half = Push(first, pushes[..700], cut);
        var second = Run(Window, lateness).Load(first.Save());
        Push(second, pushes[700..], cut);
        second.End();
        Assert.True(half > 0 || lateness == 0);
        var found = first.Port().Concat(second.Port()).ToList();
        var expected = pushes.Where(p => p.Input == 0).Select(p => Expected(p.Row, pushes, Window, lateness)).ToList();
        Assert.Equal(expected, found.Select(r => ((long)r["at"]!, (long)r["ts"]!, (double)r["buy_qty_100ns"]!, (double)r["sell_qty_100ns"]!, (double)r["net_flow_100ns"]!)));
        Assert.Equal(pushes.Count(p => p.Input == 1 && IsLate(p.Row, pushes, Window, lateness)), first.Dead("late").Count + second.Dead("late").Count);
        Assert.Equal(pushes.Where(p => p.Input == 0).Select(p => p.Row["note"]), found.Select(r => r["note"]));
        Assert.Equal(pushes.Where(p => p.Input == 0).Select(p => ((double[])p.Row["v"]!)[1]), found.Select(r => ((double[])r["v"]!)[1]));
    }

    private static int Push(OperatorDrive run, List<(int Input, Dictionary<string, object?> Row)> pushes, int cut)
    {
        for (var start = 0; start < pushes.Count;)
        {
            var count = 1;
            while (count < cut && start + count < pushes.Count && pushes[start + count].Input == pushes[start].Input)
            {
                count++;
            }

            run.Push(pushes[start].Input, [.. pushes.Skip(start).Take(count).Select(p => p.Row)]);
            start += count;
        }

        return (int)run.Counters.Pending;
    }

    private static (long, long, double, double, double) Expected(Dictionary<string, object?> row, List<(int Input, Dictionary<string, object?> Row)> pushes, int window, int lateness)
    {
        var (due, ts) = ((long)row["at"]! + lateness, (long)row["ts"]!);
        var trades = pushes.Where(p => p.Input == 1 && Equals(p.Row["symbol"], row["symbol"]) && (long)p.Row["at"]! <= due && (long)p.Row["ts"]! > ts - window && (long)p.Row["ts"]! <= ts).Select(p => p.Row).ToList();
        decimal Sum(string side) => trades.Where(t => Equals(t["side"], side)).Sum(t => (decimal)(double)t["qty"]!);
        return (due, ts, (double)Sum("buy"), (double)Sum("sell"), (double)(Sum("buy") - Sum("sell")));
    }

    private static bool IsLate(Dictionary<string, object?> trade, List<(int Input, Dictionary<string, object?> Row)> pushes, int window, int lateness) =>
        pushes.Any(p => p.Input == 0 && Equals(p.Row["symbol"], trade["symbol"]) && (long)p.Row["at"]! + lateness < (long)trade["at"]!
            && (long)p.Row["ts"]! >= (long)trade["ts"]! && (long)p.Row["ts"]! - window < (long)trade["ts"]!);

    private static (double, double, double) One(OperatorDrive run)
    {
        var row = Assert.Single(run.Port());
        return ((double)row["buy_qty_10ns"]!, (double)row["sell_qty_10ns"]!, (double)row["net_flow_10ns"]!);
    }

    private static OperatorDrive Run(long window, long lateness) =>
        new(new TradeFlow(new() { Window = new Duration(window), Lateness = new Duration(lateness) }), [Rows, Schemas.Trade], ["symbol"], ["in", "trades"]);

    private static Dictionary<string, object?> Row(long ts, long? at = null, string symbol = "S")
    {
        var row = new Dictionary<string, object?> { ["ts"] = ts, ["symbol"] = symbol, ["note"] = ts % 3 == 0 ? null : $"row {ts}", ["v"] = new double[] { 1, ts } };
        if (at is { } given)
        {
            row["at"] = given;
        }

        return row;
    }

    private static Dictionary<string, object?> Trade(long ts, double qty, string side, long? at = null, string kind = "aggregated", string symbol = "S")
    {
        var row = new Dictionary<string, object?>
        {
            ["ts"] = ts, ["ts_recv"] = ts, ["venue"] = "v", ["symbol"] = symbol, ["trade_id"] = "1", ["price"] = 1.0, ["qty"] = qty, ["side"] = side, ["kind"] = kind,
        };
        if (at is { } given)
        {
            row["at"] = given;
        }

        return row;
    }
}
