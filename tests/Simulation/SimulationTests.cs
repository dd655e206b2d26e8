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
            Assert.True(result.Difference is null, $"simulate --seed {seed}\n{Shrinker.Shrink(simulator, result).Difference}");
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedBug_IsFound(string name) =>
        Assert.NotNull(PlantedFaults.Find(PlantedFaults.All.Single(f => f.Name == name), 1, 400));
}
