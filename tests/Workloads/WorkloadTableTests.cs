using System.Globalization;
using StreamEngine.Bench;
using StreamEngine.Bench.Results;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Tests.Workloads;

public sealed class WorkloadTableTests
{
    [Theory]
    [InlineData(0.004, "0.00")]
    [InlineData(72.374, "72.37")]
    [InlineData(999.994, "999.99")]
    [InlineData(999.996, "1000")]
    [InlineData(7117.06, "7117")]
    [InlineData(99_999.4, "99999")]
    [InlineData(140_999.7, "141k")]
    [InlineData(99_999_600, "100M")]
    [InlineData(2.5e11, "250G")]
    public void Figure_TakesSixCharactersAtMost(double value, string shown) => Assert.Equal(shown, Figures.Short(value, 2));

    /// <summary>A machine that is held up makes a figure a thousand times as large.</summary>
    [Fact]
    public void TableOfASlowMachine_Keeps80Columns()
    {
        ContenderResult Result(string name, Role role, double nanoseconds) => new(name, role, 20_000, nanoseconds, nanoseconds / 2, nanoseconds * 2, nanoseconds, nanoseconds, [nanoseconds]);
        var arena = new Arena("rows", 20_000, [], []);
        var contenders = new[] { Result("hand, rows", Role.Hand, 1e-2), Result("Dataflow, a block an operator", Role.Opponent, 140_999.7), Result("Rx, GroupBy, Scan, Buffer", Role.Opponent, 3e8), Result("engine", Role.Engine, 7117.06) };
        var to = new StringWriter(CultureInfo.InvariantCulture);

        new WorkloadResult("w1", "maps", "a pass", "rows", arena, 1, 0, new Noise(1e9, 1e9, 1e9, 2), contenders, []).Print(new Report(to));

        Assert.Contains("Dataflow, a block an operator", to.ToString(), StringComparison.Ordinal);
        Assert.All(to.ToString().Split('\n'), line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
    }
}
