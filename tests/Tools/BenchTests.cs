namespace StreamEngine.Tests.Tools;

public sealed class BenchTests
{
    [Fact]
    public async Task NameThatIsNone_ToldWithTheNearestAndTheList()
    {
        var done = await Tool.Run("bench", "w33");

        Assert.Equal(2, done.ExitCode);
        Assert.Equal("", done.Output);
        Tool.AssertPlain(done.Error);
        Assert.StartsWith("streamengine bench: there is no benchmark 'w33'; did you mean 'w3' or 'w3b'?\nthere are:\n  memory ", done.Error, StringComparison.Ordinal);
        Assert.Contains("\n  w1             four maps", done.Error, StringComparison.Ordinal);
        Assert.Contains("\n  gate           hold the engine's ratios", done.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneWorkload_IsPrintedIn80Columns()
    {
        var done = await Tool.Run("bench", "w1", "--rows", "20_000", "--rounds", "1", "--warm", "0");

        Assert.Equal("", done.Error);
        Assert.Equal(0, done.ExitCode);
        Tool.AssertPlain(done.Output);
        Assert.Contains("\nhand, rows ", done.Output, StringComparison.Ordinal);
        Assert.Contains("\n  noise: idle loop p99.9 ", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneWorkload_AsAnObject()
    {
        var done = await Tool.Run("bench", "w1", "--json", "--rows", "20_000", "--rounds", "2", "--warm", "1");

        Assert.Equal(0, done.ExitCode);
        var benchmark = Tool.Json(done).GetProperty("benchmarks")[0];
        Assert.Equal("w1", benchmark.GetProperty("name").GetString());
        var definition = benchmark.GetProperty("definition");
        Assert.Equal((20_000, 2, 1), (definition.GetProperty("rows").GetInt32(), definition.GetProperty("rounds").GetInt32(), definition.GetProperty("warm_up_rounds").GetInt32()));
        Assert.Equal(["engine", "hand", "limit", "limit", .. Enumerable.Repeat("opponent", 5)], benchmark.GetProperty("contenders").EnumerateArray().Select(c => c.GetProperty("role").GetString()));
        Assert.Equal(["engine / hand, rows", "engine / hand, columns by SIMD"], benchmark.GetProperty("ratios").EnumerateObject().Select(r => r.Name));
        Assert.True(benchmark.GetProperty("noise").GetProperty("cores").GetInt32() >= 1);
    }
}
