using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ValidateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GoodFile_IsCounted()
    {
        var done = await Tool.Run("validate", _folder.Write("small.yaml", Tool.Pipeline), "--set", "out=x");

        // edges: 5 of the nodes; errors of frames, market, book, live to the dead letters
        Assert.Equal("ok: 7 nodes, 9 edges\n", done.Output);
        Assert.Equal(0, done.ExitCode);
    }

    [Fact]
    public async Task AllProblems_AreToldInOneRunALineEach()
    {
        var file = _folder.Write("bad.yaml", Tool.Pipeline.Replace("depth: 5", "depth: 0", StringComparison.Ordinal).Replace("market.trades", "market.trade", StringComparison.Ordinal));

        var done = await Tool.Run("validate", file, "--set", "out=x");

        Assert.Equal(78, done.ExitCode);
        Assert.Equal(
            $"""
            {file}:9:66: error SE2104: book: option 'depth' is 0; it must be from 1 to 1000 (default 20)
            {file}:12:26: error SE3002: trades: 'market' has no port 'trade'; its ports are deltas, trades, quotes, error; did you mean 'trades'?

            """, done.Output);
        Assert.Equal("2 errors in 1 file (6 nodes, 5 edges checked)  exit 78\n", done.Error);
    }

    [Fact]
    public async Task Json_HasEveryProblemWithItsPlace()
    {
        var file = _folder.Write("bad.yaml", Tool.Pipeline.Replace("depth: 5", "depth: 0", StringComparison.Ordinal));

        var done = await Tool.Run("validate", file, "--set", "out=x", "--json");

        Assert.Equal(78, done.ExitCode);
        var problem = Tool.Json(done).GetProperty("files")[0].GetProperty("problems")[0];
        Assert.Equal(("SE2104", 9), (problem.GetProperty("code").GetString(), problem.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task MissingFileAmongOthers_IsAnInputErrorAndTheOthersAreChecked()
    {
        var done = await Tool.Run("validate", "no-such.yaml", "pipelines/demo.yaml");

        Assert.Equal(74, done.ExitCode);
        Assert.StartsWith("no-such.yaml: error SE8201: ", done.Error);
        Assert.StartsWith("pipelines/demo.yaml: ok: ", done.Output);
    }

    [Fact]
    public async Task Explain_TellsCauseFixAndExampleOfACode()
    {
        var done = await Tool.Run("explain", "se2104");

        Assert.Equal(0, done.ExitCode);
        Tool.AssertPlain(done.Output);
        Assert.Matches(@"^SE2104: .+\n\nwhy   .+\nfix   .+\n\nexample\n  .+\n", done.Output);
    }
}
