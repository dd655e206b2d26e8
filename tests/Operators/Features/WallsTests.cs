using System.Text;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class WallsTests
{
    private static readonly double[] Ones = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void LevelAboveTheThreshold_IsAWallAtItsPrice()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, 1, 1, 1, 10, 1, 1, 1, 1, 1, 1), Levels(101, 1, Ones)));

        // 20 sizes: h = 0.95 · 19 = 18.05 between 1 and 10, so P95 = 1 + 0.05 · 9 = 1.45 and T = 2.175; 10 / 2.175 = 4.6
        Assert.Equal(["""[{"side":"bid","price":96,"qty":10,"severity":"high"}]"""], run.Column("walls"));
        Assert.Equal([1], run.Column("wall_count"));
        Assert.Equal([2.175], run.Column("wall_threshold"));
    }

    [Fact]
    public void Severity_IsOneTwoAndThreeTimesTheThreshold()
    {
        var run = Run(new() { Levels = 10, Factor = 0.001, Minimum = 5 })
            .Push(0, Book(1, 10, Levels(99, -1, 5, 4.99, 9.99, 10, 14.99, 15, 1, 1, 1, 1), Levels(100.5, 0.5, 20, 1, 1, 1, 1, 1, 1, 1, 1, 1)));

        Assert.Equal(
            [
                """[{"side":"bid","price":99,"qty":5,"severity":"low"},{"side":"bid","price":97,"qty":9.99,"severity":"low"},{"side":"bid","price":96,"qty":10,"severity":"medium"},"""
                + """{"side":"bid","price":95,"qty":14.99,"severity":"medium"},{"side":"bid","price":94,"qty":15,"severity":"high"},{"side":"ask","price":100.5,"qty":20,"severity":"high"}]""",
            ], run.Column("walls"));
    }

    [Fact]
    public void NineteenSizesSeen_AreTooFew_TheTwentiethIsNot()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, Ones[..9]), Levels(101, 1, [.. Ones[..9], 100])), Book(2, 10, Levels(99, -1, [2, .. Ones[1..9]]), Levels(101, 1, [.. Ones[..9], 100])));

        // 1 × 18, 2, 100: h = 18.05, P95 = 2 + 0.05 · 98 = 6.9 (the 1 that the bid had counts besides)
        Assert.Equal([null, 10.350000000000001], run.Column("wall_threshold"));
        Assert.Equal(["[]", """[{"side":"ask","price":110,"qty":100,"severity":"high"}]"""], run.Column("walls"));
    }

    [Fact]
    public void UnchangedLevels_AreNotSeenAgain()
    {
        var row = Book(1, 10, Levels(99, -1, Ones[..5]), Levels(101, 1, Ones[..5]));
        Assert.Equal(Enumerable.Repeat<object?>(null, 9), Run().Push(0, Enumerable.Repeat(row, 9).ToArray()).Column("wall_threshold"));
    }

    [Fact]
    public void LostBook_IsNull_AndItsLevelsAreSeenAnewBesideThoseBefore()
    {
        var row = Book(1, 10, Levels(99, -1, Ones[..5]), Levels(101, 1, Ones[..5]));
        var run = Run().Push(0, row, Book(2, 10, null, null), row);
        Assert.Equal([null, null, 1.5], run.Column("wall_threshold"));
        Assert.Equal(["[]", null, "[]"], run.Column("walls"));
        Assert.Equal([0, null, 0], run.Column("wall_count"));
    }

    [Fact]
    public void KeyOfNull_IsAnErrorRow()
    {
        var run = Run().Push(0, Book(1, 10, [], [], symbol: null));
        Assert.Equal("the key is null", Assert.Single(run.Dead())["reason"]);
    }

    [Fact]
    public void FewerLevelsInTheBook_AreRefused() =>
        Assert.Equal("SE4251: option 'levels': 20 levels are asked for and 'bid_prices' holds 5 (write depth: 20 at the order_book, or levels: 5 here)", new OperatorDrive(new Walls(new()), [Schemas.Book(5)]).Problems[0]);

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 500)]
    public void RandomBooks_EqualARecomputationOfEveryRow(int seed, int window)
    {
        var random = new Random(seed);
        var book = new RandomBook(random, 6);
        var plain = new PlainSizes(window);
        var run = Run(new() { Levels = 6, Window = window, Minimum = 12 }, 6);
        var done = 0;
        for (var events = 0; events < Events / 2;)
        {
            var rows = new List<Dictionary<string, object?>>();
            var expected = new List<(double?, string?)>();
            for (var i = 0; i < 200; i++)
            {
                book.Change();
                var (bids, asks) = random.Next(300) == 0 ? (null, null) : (book.Bids, book.Asks);
                plain.Take(bids, asks);
                rows.Add(Book(events++, 6, bids, asks));
                double? threshold = plain.Percentile(95) is { } usual ? Math.Max(usual * 1.5, 12) : null;
                expected.Add(bids is null ? (null, null) : (threshold, Expected(bids, asks!, threshold)));
            }

            run.PushCut(0, 1 + random.Next(64), rows);
            var found = run.Port().Skip(done).Select(r => ((double?)r["wall_threshold"], (string?)r["walls"]));
            Assert.Equal(expected, found);
            done += rows.Count;
            if (random.Next(10) == 0)
            {
                run = Run(new() { Levels = 6, Window = window, Minimum = 12 }, 6).Load(run.Save());
                done = 0;
            }
        }
    }

    private static string Expected((double Price, double Size)[] bids, (double Price, double Size)[] asks, double? threshold)
    {
        var text = new StringBuilder();
        foreach (var (side, price, size) in bids.Select(l => ("bid", l.Price, l.Size)).Concat(asks.Select(l => ("ask", l.Price, l.Size))))
        {
            if (size >= threshold)
            {
                var severity = size / threshold >= 3 ? "high" : size / threshold >= 2 ? "medium" : "low";
                text.Append(text.Length == 0 ? "" : ",").Append($$"""{"side":"{{side}}","price":{{Text(price)}},"qty":{{Text(size)}},"severity":"{{severity}}"}""");
            }
        }

        return $"[{text}]";
    }

    private static OperatorDrive Run(WallsOptions? options = null, int depth = 10) => new(new Walls(options ?? new() { Levels = 10 }), [Schemas.Book(depth)], ["symbol"]);
}
