using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class IcebergTests
{
    private const int Depth = 6;

    [Fact]
    public void FiveSimilarFillsAtALevelThatStays_AreAnIceberg()
    {
        var run = Run().Push(2, Book(0, 2));
        for (var i = 1; i <= 5; i++)
        {
            run.Push(0, Tick(Ms(i * 100) - 1)).Push(1, Trade(Ms(i * 100), 101, 0.2 + (i == 5 ? 0.04 : 0), "buy")).Push(2, Book((i * 100) + 1, 2));
        }

        run.Push(0, Tick(Ms(1_000))).End();

        // four of 0.2 and one of 0.24, which is 20 % more
        Assert.Equal([.. Enumerable.Repeat("[]", 5), """[{"type":"iceberg","severity":"medium","note":"ask 101: 5 fills, volume 1.04"}]"""], run.Column("iceberg"));
    }

    [Fact]
    public void FillCounts_OnlyWhenABookRowBehindItShowsTheSame()
    {
        var run = Fills(5, 2, confirmed: false);
        Assert.Equal("[]", run.Push(0, Tick(Ms(2_000))).Push(2, Book(2_001, 2)).Column("iceberg")[^1]);
        Assert.Equal("""[{"type":"iceberg","severity":"medium","note":"ask 101: 5 fills, volume 1"}]""", run.Push(0, Tick(Ms(2_002))).End().Column("iceberg")[^1]);
    }

    [Theory]
    [InlineData(2.2, true)]
    [InlineData(2.21, false)]
    [InlineData(1.8, true)]
    [InlineData(1.79, false)]
    [InlineData(0, false)]
    public void SizeShown_MayMoveByTenPercentOfTheFirst(double size, bool stays)
    {
        var run = Fills(5, 2).Push(2, Book(3_000, size), Book(3_001, 2)).Push(0, Tick(Ms(3_002))).End();
        Assert.Equal(stays, (string?)run.Column("iceberg")[^1] != "[]");
    }

    [Theory]
    [InlineData(0.16, true)] // 20 % less than 0.2
    [InlineData(0.159, false)]
    [InlineData(0.25, true)] // 0.2 is 20 % less
    [InlineData(0.251, false)]
    public void SizesOfFills_MayDifferByTwentyPercentOfOneOfThem(double size, bool similar)
    {
        var run = Fills(4, 2).Push(1, Trade(Ms(2_000), 101, size, "buy")).Push(2, Book(2_001, 2)).Push(0, Tick(Ms(2_002))).End();
        Assert.Equal(similar, (string?)run.Column("iceberg")[^1] != "[]");
    }

    [Fact]
    public void OtherSizesBetween_NeitherCountNorEndTheStreak()
    {
        var run = Fills(4, 2).Push(1, Trade(Ms(2_000), 101, 7, "buy"), Trade(Ms(2_000), 101, 0.2, "buy"), Trade(Ms(2_000), 101, 0.2, "sell"), Trade(Ms(2_000), 100, 0.2, "buy"))
            .Push(2, Book(2_001, 2)).Push(0, Tick(Ms(2_002))).End();
        Assert.Equal("""[{"type":"iceberg","severity":"medium","note":"ask 101: 5 fills, volume 1"}]""", run.Column("iceberg")[^1]);
    }

    [Fact]
    public void FillsLeaveWithTheWindow()
    {
        // fills at 100 to 500 ms; at 300,100 ms the first is out
        var run = Fills(5, 2).Push(0, Tick(Ms(300_099)), Tick(Ms(300_100))).End();
        Assert.Equal(["""[{"type":"iceberg","severity":"medium","note":"ask 101: 5 fills, volume 1"}]""", "[]"], run.Column("iceberg"));
    }

    [Fact]
    public void FillAtAPriceThatIsNotShown_BeginsNothing()
    {
        var run = Run().Push(2, Book(0, 2));
        for (var i = 1; i <= 6; i++)
        {
            run.Push(1, Trade(Ms(i), 101.5, 1, "buy")).Push(2, Book(i, 2));
        }

        Assert.Equal(["[]"], run.Push(0, Tick(Ms(10))).End().Column("iceberg"));
    }

    [Fact]
    public void LostBook_EndsAllStreaks()
    {
        var run = Fills(5, 2).Push(2, MicroRows.Book(Ms(2_000), Depth, null, null), Book(2_001, 2)).Push(0, Tick(Ms(2_002))).End();
        Assert.Equal(["[]"], run.Column("iceberg"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomBooksAndTrades_EqualARecomputation(int seed)
    {
        var random = new Random(seed);
        var sizes = Enumerable.Range(0, 8).ToDictionary(i => i < 4 ? 100.0 - i : 101.0 + (i - 4), _ => 5.0);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        for (var i = 0; i < Events / 2; i++)
        {
            var at = Ms(i);
            switch (random.Next(8))
            {
                case 0:
                    pushes.Add((0, Tick(at)));
                    break;
                case < 5:
                    var price = 98.0 + random.Next(6);
                    pushes.Add((1, Trade(at - Ms(random.Next(4)), price, random.Next(4) == 0 ? random.Next(1, 50) / 10.0 : random.Next(9, 14) / 10.0, price < 101 ? "sell" : "buy", at: at)));
                    break;
                default:
                    var changed = 97.0 + random.Next(8);
                    if (sizes.ContainsKey(changed))
                    {
                        sizes[changed] = random.Next(6) switch { 0 => 0, 1 => random.Next(1, 90) / 10.0, _ => random.Next(47, 54) / 10.0 };
                    }

                    var lost = random.Next(1_000) == 0;
                    (double, double)[] Side(bool bid) => [.. sizes.Where(l => l.Key < 101 == bid && l.Value > 0).OrderBy(l => bid ? -l.Key : l.Key).Take(3).Select(l => (l.Key, l.Value))];
                    pushes.Add((2, MicroRows.Book(at, 3, lost ? null : Side(true), lost ? null : Side(false))));
                    break;
            }
        }

        var options = new IcebergOptions { Window = new Duration(Ms(60)), Levels = 3, Fills = 4 };
        var found = AskedRun.Of(() => new OperatorDrive(new Iceberg(options), [Ticks, Schemas.Trade, Schemas.Book(3)], ["symbol"], ["in", "trades", "book"], Ms(10)), pushes, random).Select(r => (string?)r["iceberg"]);
        var expected = Plain(pushes, Ms(60), 4);
        Assert.Contains(expected, e => e != "[]");
        Assert.Equal(expected, found);
    }

    /// <summary>For each tick, each level and each fill as the first of a streak: looked through anew from what was seen.</summary>
    private static List<string> Plain(List<(int Input, Dictionary<string, object?> Row)> pushes, long window, int least)
    {
        var levels = new Dictionary<(bool Bid, double Price), (double First, List<(long Ts, decimal Qty, bool Seen)> Fills)>();
        Dictionary<(bool, double), double> shown = [];
        var answers = new List<string>();
        foreach (var (input, row) in pushes)
        {
            var ts = (long)row["ts"]!;
            if (input == 1)
            {
                var level = ((string)row["side"]! == "sell", (double)row["price"]!);
                if (levels.TryGetValue(level, out var streak) && ts - streak.Fills.Max(f => f.Ts) >= window)
                {
                    levels.Remove(level);
                }

                if (!levels.ContainsKey(level) && shown.TryGetValue(level, out var size))
                {
                    levels[level] = (size, []);
                }

                if (levels.TryGetValue(level, out streak))
                {
                    streak.Fills.Add((ts, (decimal)(double)row["qty"]!, false));
                }
            }
            else if (input == 2)
            {
                shown = [];
                foreach (var (bid, side) in new[] { (true, "bid"), (false, "ask") })
                {
                    foreach (var (price, size) in ((double[]?)row[$"{side}_prices"] ?? []).Zip((double[]?)row[$"{side}_sizes"] ?? []).Where(l => l.Second > 0))
                    {
                        shown[(bid, price)] = size;
                    }
                }

                foreach (var (level, (first, fills)) in levels.ToList())
                {
                    if (!shown.TryGetValue(level, out var size) || Math.Abs((decimal)size - (decimal)first) > 0.1m * (decimal)first)
                    {
                        levels.Remove(level);
                    }
                    else
                    {
                        levels[level] = (first, [.. fills.Select(f => f with { Seen = true })]);
                    }
                }
            }
            else
            {
                var entries = new List<string>();
                foreach (var (level, (_, fills)) in levels.OrderBy(l => l.Key.Bid ? 0 : 1).ThenBy(l => l.Key.Bid ? -l.Key.Price : l.Key.Price))
                {
                    var counted = fills.Where(f => f.Seen && f.Ts > ts - window && f.Ts <= ts).Select(f => f.Qty).Order().ToList();
                    var groups = counted.Select(r => counted.Where(q => Math.Abs(q - r) <= 0.2m * r).ToList()).ToList();
                    var largest = groups.Find(g => g.Count == groups.Max(o => o.Count));
                    if (largest?.Count >= least)
                    {
                        entries.Add($$"""{"type":"iceberg","severity":"medium","note":"{{(level.Bid ? "bid" : "ask")}} {{Text(level.Price)}}: {{largest.Count}} fills, volume {{Text((double)largest.Sum())}}"}""");
                    }
                }

                answers.Add($"[{string.Join(",", entries)}]");
            }
        }

        return answers;
    }

    private static OperatorDrive Fills(int count, double size, bool confirmed = true)
    {
        var run = Run().Push(2, Book(0, size));
        for (var i = 1; i <= count; i++)
        {
            run.Push(1, Trade(Ms(i * 100), 101, 0.2, "buy"));
            if (confirmed)
            {
                run.Push(2, Book((i * 100) + 1, size));
            }
        }

        return run;
    }

    private static Dictionary<string, object?> Book(double ms, double askSize) => MicroRows.Book(Ms(ms), Depth, [(100, 1)], askSize > 0 ? [(101, askSize), (102, 1)] : [(102, 1)]);

    private static OperatorDrive Run() => new(new Iceberg(new() { Levels = Depth }), [Ticks, Schemas.Trade, Schemas.Book(Depth)], ["symbol"], ["in", "trades", "book"]);
}
