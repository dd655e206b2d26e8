using StreamEngine.Bench;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Tests.Workloads;

public sealed class WorkloadTests
{
    public static TheoryData<string> Names => [.. AllBenchmarks.InOrder.OfType<Workload>().Select(w => w.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task FewRows_EngineAndOpponentsAnswerAsTheReference(string name)
    {
        var workload = AllBenchmarks.InOrder.OfType<Workload>().Single(w => w.Name == name);
        var arguments = Arguments.Parse([name, "--rows", "20_000", "--rounds", "1", "--warm", "0", "--recordings", "no-such-folder"]);

        var result = await workload.Measure(arguments);

        Assert.Empty(result.Wrong);
        Assert.Equal(result.Arena.Contenders.Count, result.Contenders.Count);
        Assert.All(result.Ratios, r => Assert.NotNull(r.Ratio));
    }

    [Theory]
    [InlineData("w1", "  sink: { from: planted, bench_digest: [price, qty, aux] }\n  planted: { from: edge, bench_slow: {} }\n")]
    [InlineData("w5", "  file: { from: planted, arrow_file: { path: $out } }\n  planted: { from: features, bench_slow: {} }\n")]
    public void SlowFeature_IsPlantedBeforeTheLastNode(string name, string end) => Assert.EndsWith(end, SlowFeature.Planted(PipelineContender.PathOf(name)), StringComparison.Ordinal);

    [Fact]
    public async Task SlowFeaturePlanted_AnswersAreTheSame()
    {
        var workload = AllBenchmarks.InOrder.OfType<Workload>().Single(w => w.Name == "w1");

        var result = await workload.Measure(Arguments.Parse(["w1", "--rows", "20_000", "--rounds", "1", "--warm", "0", "--plant", "slow"]));

        Assert.Empty(result.Wrong);
    }

    [Fact]
    public async Task AnswerDiffersFromTheReference_NoFigureIsPrinted()
    {
        var text = new StringWriter();
        var report = new Report(text);

        (await new PlantedWorkload().Measure(Arguments.Parse(["planted"]))).Print(report);

        Assert.Equal(1, report.Failures);
        Assert.Contains("WRONG   engine: 3 rows, 0000000000000001, expected 3 rows, 0000000000000002", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("MISSED  engine ≥ 1.00 × hand: no figure", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(text.ToString().Split('\n'), line => line.StartsWith("engine ", StringComparison.Ordinal));
        Assert.Contains(text.ToString().Split('\n'), line => line.StartsWith("hand ", StringComparison.Ordinal));
    }

    private sealed class PlantedWorkload : Workload
    {
        public override string Name => "planted";

        public override string What => "an engine that answers wrong";

        public override int FullRows => 3;

        protected override ValueTask<Arena> Prepare(int rows, Arguments arguments) => ValueTask.FromResult(new Arena(
            "three rows",
            rows,
            [
                Contender.Loop("engine", Role.Engine, rows, new Answer(3, 2), () => new Answer(3, 1)),
                Contender.Loop("hand", Role.Hand, rows, new Answer(3, 2), () => new Answer(3, 2)),
            ],
            [new Goal("engine", "hand", 1)]));
    }
}
