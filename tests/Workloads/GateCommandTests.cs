using System.Globalization;
using System.Text.Json;
using StreamEngine.Bench;
using StreamEngine.Bench.Gates;
using StreamEngine.Bench.Workloads;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Workloads;

/// <summary>
/// The gate from end to end. With <c>--long</c> what is measured now is held to what was measured just before, and a planted slow operator must show. Otherwise what is stored is a hundred times less, or more, so that
/// the answer does not hang on a clock.
/// </summary>
public sealed class GateCommandTests : IDisposable
{
    private readonly string _baseline = Path.GetTempFileName();

    [Fact]
    public async Task SameEngine_GateIsOpen()
    {
        await Store(LongRun.IsAsked ? 1 : 0.01);

        var (code, text) = await Gate();

        Assert.Equal((0, "no ratio lost more than 15 %"), (code, text));
    }

    [Fact]
    public async Task SlowOperatorPlanted_GateCloses()
    {
        await Store(LongRun.IsAsked ? 1 : 100);

        var (code, text) = await Gate("--plant", "slow");

        Assert.Equal((1, "2 of 2 ratios lost more than 15 % in every try"), (code, text));
    }

    public void Dispose() => File.Delete(_baseline);

    private static string[] Sizes => LongRun.IsAsked ? ["--rows", "500_000", "--rounds", "5"] : ["--rows", "20_000", "--rounds", "1", "--warm", "0"];

    private async Task Store(double factor)
    {
        var workload = AllBenchmarks.InOrder.OfType<Workload>().Single(w => w.Name == "w1");
        var measured = await workload.MeasureFigures(Arguments.Parse(["w1", .. Sizes]));
        Assert.True(measured.IsRight);
        await File.WriteAllTextAsync(_baseline, JsonSerializer.Serialize(new Dictionary<string, object> { ["w1"] = measured.Ratios.ToDictionary(r => r.Key, r => r.Value * factor) }));
    }

    private async Task<(int Code, string Last)> Gate(params string[] more)
    {
        var to = new StringWriter(CultureInfo.InvariantCulture);
        var code = await GateCommand.Run(Arguments.Parse(["gate", "w1", "--baseline", _baseline, .. Sizes, .. more]), AllBenchmarks.InOrder, to);
        return (code, to.ToString().TrimEnd().Split('\n')[^1].Trim());
    }
}
