using StreamEngine.Bench.Gates;
using StreamEngine.Bench.Results;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Workloads;

public sealed class PerformancePageTests
{
    private static readonly string Measured = RepositoryRoot.Combine("tools", "bench", "measured.json");

    [Fact]
    public void Page_IsMadeOfTheStoredResults() =>
        Assert.Equal(PerformancePage.Of(StoredResults.Parse(File.ReadAllText(Measured), Measured)), File.ReadAllText(RepositoryRoot.Combine("docs", "performance.md")));

    [Fact]
    public void Baseline_HoldsRatiosOfEveryWorkloadStored()
    {
        var baseline = Baseline.Read(RepositoryRoot.Combine("tools", "bench", "baseline.json")).Ratios;

        Assert.All(baseline, b => Assert.NotEmpty(b.Value));
        Assert.Contains("engine / hand, rows", baseline["w1"].Keys);
        Assert.All(baseline.SelectMany(b => b.Value), r => Assert.InRange(r.Value, 0.001, 1_000));
    }

    [Fact]
    public void NewerResults_TakeThePlaceOfThoseOfTheSameName()
    {
        var older = StoredResults.Parse("""{"machine":{"cores":1},"benchmarks":[{"name":"a","x":1},{"name":"c","x":1}]}""", "older");
        var newer = StoredResults.Parse("""{"machine":{"cores":2},"benchmarks":[{"name":"c","x":2},{"name":"b","x":2}]}""", "newer");

        var both = older.With(newer, ["a", "b", "c"]);

        Assert.Equal("""{"machine":{"cores":2},"benchmarks":[{"name":"a","x":1},{"name":"b","x":2},{"name":"c","x":2}]}""", both.Json().ToJsonString());
    }
}
