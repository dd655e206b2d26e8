using System.Text;
using StreamEngine.Data;
using StreamEngine.Features;
using static StreamEngine.Tests.Operators.Features.MicroRows;

namespace StreamEngine.Tests.Operators.Features;

public sealed class VacuumsTests
{
    private static readonly double[] Tens = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];

    [Fact]
    public void ThreeThinLevels_AreAVacuumFromTheirLeastToTheirGreatestPrice()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, Tens), Levels(101, 1, Tens)), Book(2, 10, Levels(99, -1, [10, 10, 1, 1, 1, 10, 10, 10, 10, 10]), Levels(101, 1, Tens)));

        // 23 sizes, 1 × 3 and 10 × 20: h = 2.2, P10 = 1 + 0.2 · 9 = 2.8; 1 / 2.8 = 0.36
        Assert.Equal([10.0, 2.8], run.Column("vacuum_threshold"));
        Assert.Equal(["[]", """[{"side":"bid","from":95,"to":97,"levels":3,"severity":"medium"}]"""], run.Column("vacuums"));
        Assert.Equal([0, 1], run.Column("vacuum_count"));
    }

    [Fact]
    public void TwoThinLevels_AreNone()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, Tens), Levels(101, 1, Tens)), Book(2, 10, Levels(99, -1, [10, 1, 1, 10, 10, 10, 10, 10, 10, 10]), Levels(101, 1, [10, 1, 1, 10, 10, 10, 10, 10, 10, 10])));
        Assert.Equal([0, 0], run.Column("vacuum_count"));
    }

    [Fact]
    public void LevelOfTheThresholdItself_IsNotThin()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, Tens), Levels(101, 1, Tens)));
        Assert.Equal(["[]"], run.Column("vacuums")); // P10 is 10, and none is below
    }

    [Fact]
    public void RegionsThatTouch_AreOneOfTheWorstSeverity()
    {
        // 100 sizes of 10 first, then one row with four thin bids: 104 sizes, h = 10.3, and P10 stays 10
        var rows = new List<Dictionary<string, object?>>();
        for (var i = 0; i < 5; i++)
        {
            rows.Add(Book(i, 10, Levels(99 - (i * 10), -1, Tens), Levels(101 + (i * 10), 1, Tens)));
        }

        var last = Book(9, 10, Levels(59, -1, [10, 9, 9, 1, 1, 10, 10, 10, 10, 10]), Levels(141, 1, Tens));
        var run = Run().Push(0, [.. rows, last]);

        // levels 2 to 4: (0.9 + 0.9 + 0.1) / 3 = 0.63 medium; 3 to 5: (0.9 + 0.1 + 0.1) / 3 = 0.37 medium
        Assert.Equal("""[{"side":"bid","from":55,"to":58,"levels":4,"severity":"medium"}]""", run.Column("vacuums")[^1]);

        var worse = Book(10, 10, Levels(59, -1, [10, 9, 9, 1, 1, 0.1, 10, 10, 10, 10]), Levels(141, 1, [9.9, 9.9, 9.9, 10, 10, 10, 10, 10, 10, 10]));
        run.Push(0, worse);

        // 4 to 6: (0.1 + 0.1 + 0.01) / 3 = 0.07 high, and so is the whole; asks 0.99 low
        Assert.Equal("""[{"side":"bid","from":54,"to":58,"levels":5,"severity":"high"},{"side":"ask","from":141,"to":143,"levels":3,"severity":"low"}]""", run.Column("vacuums")[^1]);
    }

    [Fact]
    public void LostBook_IsNull()
    {
        var run = Run().Push(0, Book(1, 10, Levels(99, -1, Tens), Levels(101, 1, Tens)), Book(2, 10, null, null));
        Assert.Equal(["[]", null], run.Column("vacuums"));
        Assert.Equal([10.0, null], run.Column("vacuum_threshold"));
    }

    [Theory]
    [InlineData(1, 40, 3)]
    [InlineData(2, 500, 2)]
    public void RandomBooks_EqualARecomputationOfEveryRow(int seed, int window, int length)
    {
        var random = new Random(seed);
        var book = new RandomBook(random, 8);
        var plain = new PlainSizes(window);
        var options = new VacuumsOptions { Levels = 8, Window = window, Run = length };
        var run = Run(options, 8);
        var done = 0;
        for (var events = 0; events < Events / 2;)
        {
            var rows = new List<Dictionary<string, object?>>();
            var expected = new List<string?>();
            for (var i = 0; i < 200; i++)
            {
                book.Change();
                var (bids, asks) = random.Next(300) == 0 ? (null, null) : (book.Bids, book.Asks);
                plain.Take(bids, asks);
                rows.Add(Book(events++, 8, bids, asks));
                expected.Add(bids is null ? null : $"[{string.Join(",", Expected("bid", bids, plain.Percentile(10), length).Concat(Expected("ask", asks!, plain.Percentile(10), length)))}]");
            }

            run.PushCut(0, 1 + random.Next(64), rows);
            Assert.Equal(expected, run.Port().Skip(done).Select(r => (string?)r["vacuums"]));
            done += rows.Count;
            if (random.Next(10) == 0)
            {
                run = Run(options, 8).Load(run.Save());
                done = 0;
            }
        }
    }

    /// <summary>Every stretch of the length is judged; then levels that some stretch covers are joined.</summary>
    private static IEnumerable<string> Expected(string side, (double Price, double Size)[] levels, double? usual, int length)
    {
        var worst = new int?[levels.Length];
        for (var start = 0; usual is not null && start + length <= levels.Length; start++)
        {
            var stretch = levels.Skip(start).Take(length).ToList();
            if (stretch.All(l => l.Size < usual))
            {
                var mean = stretch.Select(l => l.Size / usual.Value).Aggregate(0.0, (a, b) => a + b) / length;
                var severity = mean < 0.33 ? 2 : mean > 0.66 ? 0 : 1;
                for (var i = start; i < start + length; i++)
                {
                    worst[i] = Math.Max(worst[i] ?? 0, severity);
                }
            }
        }

        for (var i = 0; i < levels.Length; i++)
        {
            var end = i;
            while (end < levels.Length && worst[end] is not null)
            {
                end++;
            }

            if (end > i)
            {
                var prices = levels[i..end].Select(l => l.Price).ToList();
                var severity = new[] { "low", "medium", "high" }[worst[i..end].Max()!.Value];
                yield return $$"""{"side":"{{side}}","from":{{Text(prices.Min())}},"to":{{Text(prices.Max())}},"levels":{{end - i}},"severity":"{{severity}}"}""";
                i = end;
            }
        }
    }

    private static OperatorDrive Run(VacuumsOptions? options = null, int depth = 10) => new(new Vacuums(options ?? new() { Levels = 10 }), [Schemas.Book(depth)], ["symbol"]);
}
