using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class OrderRateTests
{
    [Fact]
    public void HundredEventsInTenSeconds_AreTenASecond()
    {
        // one every 100 ms, turn by turn a trade and a book row, asked at 10 s: (0, 10 s] holds those of 100 ms to 10 s
        var run = Run(10_000);
        for (var i = 1; i <= 100; i++)
        {
            run.Push(1 + (i % 2), i % 2 == 0 ? Trade(Ms(i * 100), 1, 1, "buy") : Book(Ms(i * 100), 1, [], []));
        }

        run.Push(0, Tick(Ms(10_000))).End();
        Assert.Equal([10.0], run.Column("orders_per_sec"));
    }

    [Fact]
    public void Window_IsOpenAtItsStartAndClosedAtItsEnd()
    {
        var run = Run(1).Push(1, Trade(Ms(0), 1, 1, "buy"), Trade(Ms(0) + 1, 1, 1, "buy"), Trade(Ms(1), 1, 1, "sell"), new(Trade(Ms(1) + 1, 1, 1, "sell")) { ["at"] = Ms(1) }).Push(0, Tick(Ms(1))).End();
        Assert.Equal([2_000.0], run.Column("orders_per_sec"));
    }

    [Fact]
    public void EventOfTheSameInstantBehindTheRow_Counts()
    {
        var run = Run(1_000).Push(0, Tick(Ms(5))).Push(2, Book(Ms(5), 1, [], [])).Push(0, Tick(Ms(6))).End();
        Assert.Equal([1.0, 1.0], run.Column("orders_per_sec"));
    }

    [Fact]
    public void OtherKeys_DoNotCount_AndNoEventsAreZero()
    {
        var run = Run(1_000).Push(1, Trade(1, 1, 1, "buy", symbol: "T")).Push(0, Tick(2)).End();
        Assert.Equal([0.0], run.Column("orders_per_sec"));
    }

    [Fact]
    public void NullKeys_AreErrorRows()
    {
        var run = Run(1_000).Push(1, Trade(1, 1, 1, "buy", symbol: null)).Push(0, Tick(2, symbol: null)).End();
        Assert.Equal(["the key is null", "the key is null"], run.Dead().Select(r => r["reason"]));
    }

    [Fact]
    public void RandomEventsInDisorder_EqualACount()
    {
        var random = new Random(5);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        for (var i = 0; i < Events; i++)
        {
            var symbol = random.Next(2) == 0 ? "S" : "T";
            var ts = Ms(i) - Ms(random.Next(40)) + Ms(20);
            pushes.Add(random.Next(3) switch
            {
                0 => (0, new(Tick(Ms(i - random.Next(20)), symbol)) { ["at"] = Ms(i) }),
                1 => (1, Trade(ts, 1, 1, "buy", symbol, at: Ms(i))),
                _ => (2, Book(ts, 1, [], [], symbol, at: Ms(i))),
            });
        }

        var found = AskedRun.Of(() => Run(200), pushes, random);
        var times = new Dictionary<string, List<long>> { ["S"] = [], ["T"] = [] };
        var expected = new List<object?>();
        foreach (var (input, row) in pushes)
        {
            var known = times[(string)row["symbol"]!];
            var ts = (long)row["ts"]!;
            if (input > 0)
            {
                known.Add(ts);
                continue;
            }

            expected.Add(known.Count(t => t > ts - Ms(200) && t <= ts) / 0.2);
            known.RemoveAll(t => t < ts - Ms(300));
        }

        Assert.Equal(expected, found.Select(r => r["orders_per_sec"]));
    }

    private static OperatorDrive Run(double windowMs) =>
        new(new OrderRate(new() { Window = new Duration(Ms(windowMs)) }), [Ticks, Schemas.Trade, Schemas.Book(1)], ["symbol"], ["in", "trades", "book"]);
}
