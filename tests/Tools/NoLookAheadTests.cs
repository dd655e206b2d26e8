using StreamEngine.Cli.Reference;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Replay.Verification;
using StreamEngine.Runtime;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>What came out before the input was stopped is the beginning of the full run: of every shipped pipeline, and of no operator that peeks.</summary>
public sealed class NoLookAheadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _captures = new();

    public static TheoryData<string> Shipped => [.. ShippedPipelines.All];

    /// <inheritdoc/>
    public void Dispose()
    {
        _folder.Dispose();
        _captures.Dispose();
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task ShippedPipeline_KnowsNothingOfWhatComesLater(string path)
    {
        var file = RepositoryRoot.Combine(path);
        var options = Options(cuts: 20);
        var result = await Check(file, [.. ShippedPipelines.Params(file, _captures, _folder.Path, isReplay: true)], options);

        Assert.True(result.Failure is null, result.Failure?.ToString());
        Assert.True(result.Found.Count == 0, LookAheadText.Of(path, result, options));
        Assert.NotEmpty(result.Sinks);
        Assert.Contains(result.Sinks, sink => sink.Compared > 0);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path)); // nothing is written
    }

    [Fact]
    public async Task OperatorThatLooksIntoItsBatch_IsCaught()
    {
        var options = Options(cuts: 4);
        var result = await Check(Peeking("batch"), [], options);

        var found = Assert.Single(result.Found);
        Assert.Equal((LookAheadKind.Changed, "out", "cheat"), (found.Kind, found.Sink, found.Node));
        Assert.Equal(
            """
            pipeline  peek.yaml
            input     trades 5 rows
            cuts      4, seed 1: by turns at an instant, and behind random rows of each
                      source
            sink  rows  least at a cut  most at a cut  compared
            out      5               0              3         7

            sink      out, row 1, stream time 2024-01-01 00:00:00.000000000 UTC
            node      cheat: of the nodes whose rows show it the first in the graph
            cut       1: input stopped at stream time 2024-01-01T00:00:00.000000000Z
            what      the row was put out before the cut, and is another one in the full
                      run: it depends on rows behind it
               column      at the cut                      in the full run
               ts          2024-01-01T00:00:00.000000000Z  2024-01-01T00:00:00.000000000Z
               price       10                              10
            *  next_price  null                            11
            result    LOOK-AHEAD in 1 sink

            """,
            LookAheadText.Of("peek.yaml", result, options));
    }

    [Fact]
    public async Task OperatorThatWaitsForTheNextRowAndDatesItsResultBack_IsCaught()
    {
        var options = Options(cuts: 4);
        var result = await Check(Peeking("delay"), [], options);

        var found = Assert.Single(result.Found);
        Assert.Equal((LookAheadKind.Missing, "out", "cheat"), (found.Kind, found.Sink, found.Node));
        Assert.EndsWith(
            """
            sink      out, row 1, stream time 2024-01-01 00:00:00.000000000 UTC
            node      cheat: of the nodes whose rows show it the first in the graph
            cut       1: input stopped at stream time 2024-01-01T00:00:00.000000000Z
            what      the full run has the row, with a stream time that is not behind the
                      cut, but it had not come when the input stopped: it was made of rows
                      behind its own time
              column        in the full run
              ts            2024-01-01T00:00:00.000000000Z
              price         10
              next_price    11
            result    LOOK-AHEAD in 1 sink

            """,
            LookAheadText.Of("peek.yaml", result, options));
    }

    [Fact]
    public async Task OperatorThatWaitsForTheNextRowAndSaysSo_IsNoLookAhead() => Assert.Empty((await Check(Peeking("honest"), [], Options(cuts: 40))).Found);

    [Fact]
    public async Task Verb_TellsWhatWasComparedAndWritesNothing()
    {
        var file = Path.Combine(_folder.Path, "demo.arrow");
        var done = await Tool.Run("verify", "--no-lookahead", "pipelines/demo.yaml", "--cuts", "3", "--set", "rows=2000", "--set", $"out={file}");

        Assert.True(done.ExitCode == 0, done.Text);
        Tool.AssertPlain(done.Output);
        Assert.Contains("result    no look-ahead: what came out before each cut is the beginning of the\n          full run\n", done.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^file   +[\d,]+ +[\d,]+ +[\d,]+ +[\d,]+$", done.Output);
        Assert.False(File.Exists(file));

        var json = Tool.Json(await Tool.Run("verify", "--no-lookahead", "pipelines/demo.yaml", "--cuts", "3", "--set", "rows=2000", "--json"));
        Assert.True(json.GetProperty("ok").GetBoolean());
        Assert.Equal(3, json.GetProperty("cuts").GetInt32());
    }

    [Fact]
    public async Task RunThatFails_IsTold()
    {
        var done = await Tool.Run("verify", "--no-lookahead", _folder.Write("x.yaml", "version: 1\npipeline: x\nnodes:\n  a: { jsonl_file: { path: nothing.jsonl, schema: trade/1 } }\n  b: { from: a, csv_file: x.csv }\n"));

        Assert.Equal(74, done.ExitCode);
        Assert.StartsWith("error SE9802: a: ", done.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify pipelines/demo.yaml", "streamengine verify: say what to verify: --no-lookahead\n")]
    [InlineData("verify pipelines/demo.yaml --no-lookahead --cuts 0", "streamengine verify: --cuts must be a number above 0\n")]
    public async Task WrongUse_IsTold(string arguments, string message)
    {
        var done = await Tool.Run(arguments.Split(' '));

        Assert.Equal((2, message), (done.ExitCode, done.Error));
    }

    private static LookAheadOptions Options(int cuts) => new() { Cuts = cuts, Run = new RunOptions { Clock = TimeProvider.System } };

    private static Task<LookAheadResult> Check(string file, IReadOnlyList<(string Name, string Value)> set, LookAheadOptions options)
    {
        var settings = new BindSettings { Params = set.ToDictionary(s => s.Name, s => s.Value) };
        return new LookAheadCheck(Bind, options).Run();

        BoundPipeline Bind()
        {
            var problems = new Problems();
            return PipelineFile.Load(file, PipelineRun.Registry, settings, problems) ?? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
        }
    }

    /// <summary>Five trades a second apart, at 10 to 14, through an operator that cheats.</summary>
    private string Peeking(string how)
    {
        var rows = _folder.Write("trades.jsonl", string.Concat(Enumerable.Range(0, 5).Select(i => $"{{\"ts\":{1_704_067_200_000_000_000 + (i * 1_000_000_000L)},\"price\":{10 + i}}}\n")));
        return _folder.Write("peek.yaml",
            $$"""
            version: 1
            pipeline: peek
            nodes:
              trades: { jsonl_file: { path: {{rows}}, columns: { ts: timestamp, price: float64 } } }
              some: { from: trades, where: price > 0 }
              cheat: { from: some, test_peek: { how: {{how}} } }
              out: { from: cheat, csv_file: {{Path.Combine(_folder.Path, "out.csv")}} }
            """);
    }
}
