using BenchmarkDotNet.Attributes;
using StreamEngine.Bench.Books;

namespace StreamEngine.Micro;

/// <summary>A level change of a book: sorted arrays against the tick ladder, on the changes of recorded markets (of the simulator where there are no recordings), snapshot included.</summary>
public class BookUpdates
{
    private const int Changes = 100_000;
    private const string Folder = "../shared/data/hftbacktest";

    private BookUpdate[] _updates = [];
    private ArrayBook _array = null!;
    private LadderBook _ladder = null!;

    /// <summary>The recordings that are there, or the simulator.</summary>
    public static IEnumerable<string> Markets => Directory.Exists(Folder) ? ["spot BTCUSDT", "USD-M BTCUSDT", "USD-M ETHUSDT", "simulator"] : ["simulator"];

    /// <summary>Whose changes.</summary>
    [ParamsSource(nameof(Markets))]
    public string Market { get; set; } = "simulator";

    /// <summary>Reads the changes and checks both books against sorted dictionaries.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var series = Market == "simulator"
            ? BookSeries.Simulated(Changes).GetAwaiter().GetResult()
            : BookSeries.OfRecordings(Folder).GetAwaiter().GetResult().First(s => s.Name == Market);
        _updates = series.Updates[..Changes];
        var expected = new SortedBook();
        (_array, _ladder) = (new ArrayBook(), new LadderBook());
        Apply(expected);
        Verified.Equal("levels of the arrays", Array(), expected.Top());
        Verified.Equal("levels of the ladder", Ladder(), expected.Top());
        Verified.Equal("levels of the arrays", _array.Digest(), expected.Digest());
        Verified.Equal("levels of the ladder", _ladder.Digest(), expected.Digest());
    }

    /// <summary>Sorted arrays, the best level last.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Changes)]
    public long Array()
    {
        foreach (ref readonly var update in _updates.AsSpan())
        {
            _array.Apply(update);
        }

        return _array.Top();
    }

    /// <summary>A ladder of ticks with the sum of the best 20 sizes kept up.</summary>
    [Benchmark(OperationsPerInvoke = Changes)]
    public long Ladder()
    {
        foreach (ref readonly var update in _updates.AsSpan())
        {
            _ladder.Apply(update);
        }

        return _ladder.Top();
    }

    private void Apply(SortedBook book)
    {
        foreach (ref readonly var update in _updates.AsSpan())
        {
            book.Apply(update);
        }
    }
}
