using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class SpoofingTests
{
    private const int Depth = 8;
    private static readonly Schema Sized = Schemas.Book(Depth).With(new Field("wall_threshold", ColumnType.Float64, true));

    [Theory]
    [InlineData(1, 0, "low")]
    [InlineData(2, 0, "low")]
    [InlineData(3, 0, "medium")]
    [InlineData(4, 0, "medium")]
    [InlineData(5, 0, "high")]
    [InlineData(5, 1, "high")]
    [InlineData(5, 1.1, "medium")]
    [InlineData(5, 2, "medium")]
    [InlineData(5, 2.1, "low")]
    [InlineData(5, 3, "low")]
    [InlineData(5, 3.1, null)]
    public void CyclesOfPlacingAndCancelling_AreGradedByShareAndCount(int cycles, double traded, string? severity)
    {
        // each cycle places 10 at 94 (mid 100, spread 1: 6 away) and takes it off, of which so much was traded
        var run = Run().Push(1, Book(0));
        for (var i = 0; i < cycles; i++)
        {
            run.Push(1, Book(1_000 + (i * 2_000), (94, 10)));
            if (traded > 0)
            {
                run.Push(2, Trade(Ms(1_500 + (i * 2_000)), 94, traded, "sell"));
            }

            run.Push(1, Book(2_000 + (i * 2_000)));
        }

        run.Push(0, Tick(Ms(20_000))).End();
        var (all, left) = (10 * cycles, (double)((10m - (decimal)traded) * cycles));
        Assert.Equal(severity is null ? "[]" : $$"""[{"type":"spoofing","severity":"{{severity}}","note":"bid 94: pulled {{cycles}} {{(cycles == 1 ? "time" : "times")}}, {{Text(left)}} of {{all}} without trades"}]""", run.Column("spoofing")[^1]);
    }

    [Theory]
    [InlineData(97, false)] // 3 from the mid of 100, the spread is 1
    [InlineData(96.9, true)]
    [InlineData(96, true)]
    public void OnlyLevelsFartherThanThreeSpreads_Count(double price, bool found)
    {
        var run = Run().Push(1, Book(0), Book(1_000, (price, 10)), Book(2_000)).Push(0, Tick(Ms(3_000))).End();
        Assert.Equal(found, (string?)run.Column("spoofing")[0] != "[]");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(4.9, false)]
    public void OnlyWalls_Count(double size, bool found)
    {
        var run = Run().Push(1, Book(0), Book(1_000, (94, size)), Book(2_000)).Push(0, Tick(Ms(3_000))).End();
        Assert.Equal(found, (string?)run.Column("spoofing")[0] != "[]");
    }

    [Fact]
    public void Entry_EndsWithTheWindow()
    {
        var run = Run().Push(1, Book(0), Book(1_000, (94, 10)), Book(2_000)).Push(0, Tick(Ms(31_999)), Tick(Ms(32_000))).End();

        // at 31,999 ms the placing of 1,000 is out, the cancel of 2,000 is not
        Assert.Equal(["""[{"type":"spoofing","severity":"low","note":"bid 94: pulled 1 time, 10 of 10 without trades"}]""", "[]"], run.Column("spoofing"));
    }

    [Fact]
    public void WallThatStays_OrIsMadeSmallerAndStaysAWall_IsNone()
    {
        var run = Run().Push(1, Book(0), Book(1_000, (94, 100)), Book(2_000, (94, 10))).Push(0, Tick(Ms(3_000))).End();
        Assert.Equal(["[]"], run.Column("spoofing"));
    }

    [Fact]
    public void WallThatHoversAroundTheThreshold_IsNone()
    {
        var run = Run().Push(1, Book(0), Book(1_000, (94, 4)));
        for (var i = 1; i < 8; i++)
        {
            run.Push(1, Book(1_000 + i, (94, i % 2 == 0 ? 4.5 : 5)));
        }

        // 4 → 5 → 4.5 → 5 …: 1 + 3 · 0.5 added, 3 · 0.5 removed, below 5
        Assert.Equal(["[]"], run.Push(0, Tick(Ms(3_000))).End().Column("spoofing"));
    }

    [Fact]
    public void LevelThatIsPushedOutOfView_WasNotRemoved()
    {
        (double, double)[] bids = [(99.5, 1), (99, 1), (98, 1), (97, 1), (96, 1), (95, 1), (94, 10)];
        var run = Run().Push(1, Book(0), Whole(1, [.. bids, (90, 10)]), Whole(2, [(99.6, 1), .. bids])).Push(0, Tick(Ms(3_000))).End();
        Assert.Equal(["[]"], run.Column("spoofing"));
    }

    [Fact]
    public void BothSides_AreListedBidsFirst_FromTheBestPrice()
    {
        (double, double)[] asks = [(100.5, 1), (105, 9), (106, 8)];
        var run = Run().Push(1, Whole(0, [(99.5, 1)], [(100.5, 1)]), Whole(1, [(99.5, 1), (93, 7), (92, 6)], asks), Whole(2, [(99.5, 1)], [(100.5, 1)])).Push(0, Tick(Ms(3_000))).End();
        Assert.Equal(
            [
                """[{"type":"spoofing","severity":"low","note":"bid 93: pulled 1 time, 7 of 7 without trades"},{"type":"spoofing","severity":"low","note":"bid 92: pulled 1 time, 6 of 6 without trades"},"""
                + """{"type":"spoofing","severity":"low","note":"ask 105: pulled 1 time, 9 of 9 without trades"},{"type":"spoofing","severity":"low","note":"ask 106: pulled 1 time, 8 of 8 without trades"}]""",
            ], run.Column("spoofing"));
    }

    [Fact]
    public void LostBook_EndsTheComparison_AndTradesOfOtherKindsExplainNothing()
    {
        var run = Run().Push(1, Book(0), Book(1_000, (94, 10)), MicroRows.Book(Ms(2_000), Depth, null, null), Book(3_000)).Push(2, Trade(Ms(3_000), 94, 10, "sell", kind: "block")).Push(0, Tick(Ms(4_000))).End();
        Assert.Equal(["[]"], run.Column("spoofing"));
        Assert.Equal(1, run.Counters.Filtered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomBooksAndTrades_EqualARecomputation(int seed)
    {
        const int Window = 300;
        var random = new Random(seed);
        var book = new RandomBook(random, Depth);
        var pushes = new List<(int Input, Dictionary<string, object?> Row)>();
        for (var i = 0; i < Events / 2; i++)
        {
            var at = Ms(i);
            var ts = at - Ms(random.Next(5));
            switch (random.Next(12))
            {
                case 0:
                    pushes.Add((0, new(Tick(at)) { ["at"] = at }));
                    break;
                case 1 or 2:
                    var (levels, side) = random.Next(2) == 0 ? (book.Bids, "sell") : (book.Asks, "buy");
                    if (levels.Length > 0)
                    {
                        var level = levels[random.Next(levels.Length)];
                        pushes.Add((2, Trade(ts, level.Price, level.Size, side, at: at)));
                    }

                    break;
                default:
                    book.Change();
                    var lost = random.Next(500) == 0;
                    pushes.Add((1, new(MicroRows.Book(ts, Depth, lost ? null : book.Bids, lost ? null : book.Asks, at: at)) { ["wall_threshold"] = random.Next(50) == 0 ? null : 8.0 + random.Next(3) }));
                    break;
            }
        }

        var options = new SpoofingOptions { Window = new Duration(Ms(Window)), Distance = 1, Levels = Depth };
        var found = AskedRun.Of(() => new OperatorDrive(new Spoofing(options), [Ticks, Sized, Schemas.Trade], ["symbol"], ["in", "book", "trades"], Ms(10)), pushes, random).Select(r => (string?)r["spoofing"]);
        var expected = Plain(pushes, Ms(Window));
        Assert.Contains(expected, e => e.Contains("medium", StringComparison.Ordinal));
        Assert.Equal(expected, found);
    }

    /// <summary>All changes and trades in one list, looked through anew for each tick.</summary>
    private static List<string> Plain(List<(int Input, Dictionary<string, object?> Row)> pushes, long window)
    {
        var events = new List<(long Ts, bool Bid, double Price, decimal Added, decimal Removed, decimal Traded, bool Pulled)>();
        Dictionary<bool, (double Price, double Size)[]>? before = null;
        double? newest = null;
        var answers = new List<string>();
        foreach (var (input, row) in pushes)
        {
            var ts = (long)row["ts"]!;
            if (input == 2)
            {
                events.Add((ts, (string)row["side"]! == "sell", (double)row["price"]!, 0, 0, (decimal)(double)row["qty"]!, false));
            }
            else if (input == 0)
            {
                answers.Add($"[{string.Join(",", Entries([.. events.Where(e => e.Ts > ts - window && e.Ts <= ts)], newest))}]");
                events.RemoveAll(e => e.Ts < ts - (2 * window));
            }
            else if (row["bid_prices"] is null)
            {
                before = null;
            }
            else
            {
                var now = new Dictionary<bool, (double Price, double Size)[]> { [true] = Shown(row, "bid"), [false] = Shown(row, "ask") };
                var threshold = (double?)row["wall_threshold"];
                newest = threshold ?? newest;
                if (before is not null && threshold is { } wall && now[true].Length > 0 && now[false].Length > 0)
                {
                    var (bid, ask) = ((decimal)now[true][0].Price, (decimal)now[false][0].Price);
                    foreach (var side in new[] { true, false })
                    {
                        foreach (var price in before[side].Concat(now[side]).Select(l => l.Price).Distinct())
                        {
                            if (Reaches(before[side], price, side) && Reaches(now[side], price, side))
                            {
                                var (was, size) = (before[side].FirstOrDefault(l => l.Price == price).Size, now[side].FirstOrDefault(l => l.Price == price).Size);
                                if (was != size && (was >= wall || size >= wall) && Math.Abs((decimal)price - ((bid + ask) / 2)) > ask - bid)
                                {
                                    events.Add((ts, side, price, Math.Max(0, (decimal)size - (decimal)was), Math.Max(0, (decimal)was - (decimal)size), 0, was >= wall && size < wall));
                                }
                            }
                        }
                    }
                }

                before = now;
            }
        }

        return answers;
    }

    /// <summary>Whether a row would show the price if there was a level.</summary>
    private static bool Reaches((double Price, double Size)[] shown, double price, bool bid) => shown.Length < Depth || (bid ? price >= shown[^1].Price : price <= shown[^1].Price);

    private static (double Price, double Size)[] Shown(Dictionary<string, object?> row, string side) =>
        [.. ((double[])row[$"{side}_prices"]!).Zip((double[])row[$"{side}_sizes"]!).Where(l => l.Second > 0)];

    private static IEnumerable<string> Entries(List<(long Ts, bool Bid, double Price, decimal Added, decimal Removed, decimal Traded, bool Pulled)> events, double? threshold)
    {
        foreach (var level in events.GroupBy(e => (e.Bid, e.Price)).OrderBy(g => g.Key.Bid ? 0 : 1).ThenBy(g => g.Key.Bid ? -g.Key.Price : g.Key.Price))
        {
            var (added, removed, traded, pulls) = (level.Sum(e => e.Added), level.Sum(e => e.Removed), level.Sum(e => e.Traded), level.Count(e => e.Pulled));
            var cancelled = Math.Max(0, removed - traded);
            var all = Math.Max(added, removed);
            if (pulls > 0 && threshold is { } wall && all >= (decimal)wall && cancelled >= 0.7m * all)
            {
                var severity = cancelled >= 0.9m * all && pulls >= 5 ? "high" : cancelled >= 0.8m * all && pulls >= 3 ? "medium" : "low";
                yield return $$"""{"type":"spoofing","severity":"{{severity}}","note":"{{(level.Key.Bid ? "bid" : "ask")}} {{Text(level.Key.Price)}}: pulled {{pulls}} {{(pulls == 1 ? "time" : "times")}}, {{Text((double)cancelled)}} of {{Text((double)all)}} without trades"}""";
            }
        }
    }

    private static Dictionary<string, object?> Whole(double ms, (double, double)[] bids, (double, double)[]? asks = null) =>
        new(MicroRows.Book(Ms(ms), Depth, bids, asks ?? [(100.5, 1)])) { ["wall_threshold"] = 5.0 };

    /// <summary>A book of 99.5 and 100.5 with more bids.</summary>
    private static Dictionary<string, object?> Book(double ms, params (double, double)[] more) => Whole(ms, [(99.5, 1), .. more]);

    private static OperatorDrive Run() => new(new Spoofing(new() { Levels = Depth }), [Ticks, Sized, Schemas.Trade], ["symbol"], ["in", "book", "trades"]);
}
