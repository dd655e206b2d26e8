using System.Diagnostics;
using StreamEngine.Bench.Books;
using StreamEngine.Features;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What one level change costs a book of sorted arrays and one of tick ladders, on the changes of real recordings and of the simulator.</summary>
internal sealed class BookUpdateBenchmark : Benchmark
{
    private const string Folder = "../shared/data/hftbacktest";

    /// <inheritdoc/>
    public override string Name => "book-update";

    /// <inheritdoc/>
    public override string What => "a level change: sorted arrays and tick ladder, real captures";

    /// <inheritdoc/>
    public override string Options => $"--folder {Folder} --rows 200_000 --rounds 9";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var all = await BookSeries.OfRecordings(arguments.Text("folder", Folder));
        all.Add(await BookSeries.Simulated(arguments.Number("rows", 200_000)));
        var rounds = (int)arguments.Number("rounds", 9);
        var rows = new List<string[]> { new[] { "", "changes", "levels", "array ns", "ladder ns", "B each", "with text ns", "top-20 ns" } };
        var tails = new List<string[]> { new[] { "one by one, clock taken off, ns", "p50", "p99", "p99.9", "max" } };
        foreach (var series in all)
        {
            Check(series, report);
            var (array, ladder, book, top) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            var bytes = 0L;
            for (var round = -3; round < rounds; round++)
            {
                var one = Whole(series, new ArrayBook(), out _);
                var two = Whole(series, new LadderBook(), out bytes);
                var three = Whole(series);
                var four = Whole(series, new LadderBook(), out _, top: true);
                if (round >= 0)
                {
                    array.Add(one);
                    ladder.Add(two);
                    book.Add(three);
                    top.Add(four);
                }
            }

            rows.Add([series.Name, Figures.Count(series.Updates.Length), Figures.Count(Levels(series)), Figures.Places(Figures.Median(array), 1), Figures.Places(Figures.Median(ladder), 1),
                Figures.Places(bytes / (double)series.Updates.Length, 3), Figures.Places(Figures.Median(book), 1), Figures.Places(Figures.Median(top), 1)]);
            tails.Add(Tail(series, "array", () => new ArrayBook()));
            tails.Add(Tail(series, "ladder", () => new LadderBook()));
        }

        report.Table(rows);
        report.Line("");
        report.Table(tails);
    }

    private static int Levels(BookSeries series)
    {
        var book = new SortedDictionary<long, long>();
        var most = 0;
        foreach (var update in series.Updates.Where(u => u.Clears || u.IsBid))
        {
            if (update.Clears)
            {
                book.Clear();
            }
            else if (update.Steps == 0)
            {
                book.Remove(update.Key);
            }
            else
            {
                book[update.Key] = update.Steps;
            }

            most = Math.Max(most, book.Count);
        }

        return most;
    }

    private static void Check(BookSeries series, Report report)
    {
        IBookSides[] books = [new SortedBook(), new ArrayBook(), new LadderBook()];
        var differences = new int[books.Length];
        for (var i = 0; i < series.Updates.Length; i++)
        {
            foreach (var book in books)
            {
                book.Apply(series.Updates[i]);
            }

            var look = i % 997 == 0 || i == series.Updates.Length - 1;
            for (var b = 1; b < books.Length; b++)
            {
                differences[b] += look && books[b].Digest() != books[0].Digest() ? 1 : 0;
                differences[b] += look && books[b].Top() != books[0].Top() ? 1 : 0;
            }
        }

        report.Check($"{series.Name}: levels and top sums of the arrays as of sorted dictionaries, differences", differences[1], 0);
        report.Check($"{series.Name}: levels and top sums of the ladder as of sorted dictionaries, differences", differences[2], 0);
    }

    private static double Whole(BookSeries series, IBookSides book, out long bytes, bool top = false)
    {
        foreach (var update in series.Updates)
        {
            book.Apply(update);
        }

        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.GetTimestamp();
        var sum = 0L;
        foreach (ref readonly var update in series.Updates.AsSpan())
        {
            book.Apply(update);
            if (top)
            {
                sum += book.Top();
            }
        }

        var taken = Stopwatch.GetElapsedTime(clock).TotalNanoseconds / series.Updates.Length;
        bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(sum);
        return taken;
    }

    private static double Whole(BookSeries series)
    {
        var book = new LevelBook(20);
        var clock = Stopwatch.GetTimestamp();
        foreach (ref readonly var update in series.Updates.AsSpan())
        {
            if (update.Clears)
            {
                book.Clear();
            }
            else
            {
                book.Apply(update.IsBid, update.Price, update.Size);
            }
        }

        return Stopwatch.GetElapsedTime(clock).TotalNanoseconds / series.Updates.Length;
    }

    private static string[] Tail(BookSeries series, string name, Func<IBookSides> make)
    {
        var times = new double[series.Updates.Length];
        for (var round = 0; round < 3; round++)
        {
            var book = make();
            for (var i = 0; i < times.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                book.Apply(series.Updates[i]);
                times[i] = Nanoseconds(Stopwatch.GetTimestamp() - start);
            }
        }

        var own = new double[100_000];
        for (var i = 0; i < own.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            own[i] = Nanoseconds(Stopwatch.GetTimestamp() - start);
        }

        var clock = Figures.Median(own);
        Array.Sort(times);
        return [$"{series.Name}, {name}", .. new[] { 0.5, 0.99, 0.999, 1 }.Select(share => Figures.Places(Figures.Quantile(times, share) - clock, 0))];
    }

    private static double Nanoseconds(long ticks) => ticks * 1e9 / Stopwatch.Frequency;
}
