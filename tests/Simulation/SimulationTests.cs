using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Faults;
using StreamEngine.Simulation.Running;
using StreamEngine.Simulation.Shrinking;

namespace StreamEngine.Tests.Simulation;

public sealed class SimulationTests
{
    private const int Seeds = 500;

    public static TheoryData<int> Starts => [.. Enumerable.Range(0, 4).Select(i => 1 + (i * Seeds))];

    public static TheoryData<string> Faults => [.. PlantedFaults.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Starts))]
    public void RandomPipelines_AnswerAsTheReferenceDoes(int start)
    {
        var simulator = new Simulator();
        for (var seed = start; seed < start + Seeds; seed++)
        {
            var result = simulator.Run(Simulator.Draw(seed));
            Assert.True(result.Difference is null, $"simulate --seed {seed}\n{result.Difference}");
        }
    }

    [Theory]
    [InlineData(1_016_566)] // how far a parallel node's input came went on as a frontier
    [InlineData(1_031_575)]
    [InlineData(1_035_329)]
    public void SeedsThatOnceFailed_Agree(int seed) => Assert.Null(new Simulator().Run(Simulator.Draw(seed)).Difference);

    [Fact]
    public void Seeds_CoverWhatTheyAreFor()
    {
        var coverage = new Coverage();
        for (var seed = 1; seed <= 300; seed++)
        {
            coverage.Add(new SimResult(Simulator.Draw(seed), null, 0, IsOutside: false));
        }

        Assert.Equal(
            ["asof backward", "asof forward", "asof nearest", "collect", "debounce", "dedupe", "delay", "ewma", "fill_gaps", "interval", "latest", "loop", "merge", "mid", "order_flow_imbalance", "rolling over", "rolling rows",
                "route", "sample", "select", "sort", "spread", "switch", "throttle", "weighted_mid", "where", "window hop", "window slide", "window tumble"],
            coverage.Kinds);
        Assert.Equal(
            ["batches cut at random", "batches of one row", "credits from two up", "disorder", "duplicates", "extremes", "frontiers without rows", "gaps", "joins of bars", "late rows read", "loops", "nested windows",
                "null keys", "one credit", "quiet inputs", "saved and loaded", "shards", "skewed keys", "stalls", "stream time apart from ts"],
            coverage.Circumstances);
    }

    [Theory]
    [InlineData("drop-at-cut", 3, 8)]
    [InlineData("tie-order", 2, 6)]
    [InlineData("early-close", 4, 8)]
    public void FailingSeed_ShrinksAndComesAgainFromItsNumber(string name, int nodes, int rows)
    {
        var fault = PlantedFaults.All.Single(f => f.Name == name);
        var found = PlantedFaults.Find(fault, 1, 400)!;

        var small = Shrinker.Shrink(new Simulator(fault), found);
        Assert.InRange(small.Case.Nodes.Count, 1, nodes);
        Assert.InRange(small.Case.Rows, 1, rows);
        Assert.NotNull(small.Difference);
        Assert.Null(new Simulator().Run(small.Case).Difference); // it is the bug that fails it

        var again = Simulator.Draw(found.Case.Seed);
        Assert.Equal(CaseText.Yaml(found.Case), CaseText.Yaml(again));
        Assert.Equal(found.Difference, new Simulator(fault).Run(again).Difference);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedBug_IsFound(string name) =>
        Assert.NotNull(PlantedFaults.Find(PlantedFaults.All.Single(f => f.Name == name), 1, 400));
}
