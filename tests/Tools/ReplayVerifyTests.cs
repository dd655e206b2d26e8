using System.Collections.Concurrent;
using System.Globalization;
using StreamEngine.Cli.Reference;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Replay;
using StreamEngine.Replay.Verification;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>One answer under all conditions; where there are two, the first row that differs.</summary>
public sealed class ReplayVerifyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Demo_HasOneAnswer_AndWritesNothingWhereItWouldRun()
    {
        var file = Path.Combine(_folder.Path, "demo.arrow");
        var done = await Tool.Run("replay", "verify", "pipelines/demo.yaml", "--quick", "--paces", "1000x", "--set", "rows=3000", "--set", $"out={file}");

        Assert.True(done.ExitCode == 0, done.Text);
        Tool.AssertPlain(done.Output);
        Assert.StartsWith("of        pipelines/demo.yaml\nruns      5: batch 1, 1,024; workers 1, 2; ", done.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^file +whole +5 +[\d,]+ +1 +1 +[0-9a-f]{16}…$", done.Output);
        Assert.Matches(@"(?m)^screen +whole +5 +[\d,]+ +1 +- +[0-9a-f]{16}…$", done.Output);
        Assert.EndsWith("result    one answer in 5 runs\n", done.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    /// <summary>The small matrix over every window, join and timer; eng/replay-matrix.sh runs the whole.</summary>
    [Theory]
    [InlineData("every-timer", 7)]
    [InlineData("book-features", 1, "--set", "depth=tests/Golden/hand-worked.capture")]
    [InlineData("bars", 2)]
    public async Task ShippedPipeline_GivesItsGoldenAnswer(string name, int sinks, params string[] options)
    {
        var done = await Tool.Run(["replay", "verify", $"pipelines/{name}.yaml", "--batches", "1,7,65536", "--workers", "1,8", "--paces", "1000x", "--golden", $"tests/Golden/replay/{name}.json", "--json", .. options]);

        Assert.True(done.ExitCode == 0, done.Text);
        var json = Tool.Json(done);
        Assert.Equal(7, json.GetProperty("runs").GetArrayLength());
        Assert.Equal(sinks, json.GetProperty("sinks").GetArrayLength());
        Assert.All(json.GetProperty("sinks").EnumerateArray(), sink => Assert.Equal((7, 1), (sink.GetProperty("runs").GetInt32(), sink.GetProperty("contents").GetArrayLength())));
    }

    [Fact]
    public async Task OtherGarbageCollector_RunsInAProcessOfItsOwn()
    {
        var done = await Tool.Run("replay", "verify", "pipelines/demo.yaml", "--batches", "1024", "--workers", "1", "--processes", $"{Configuration},{Configuration}+server", "--set", "rows=1000", "--json");

        Assert.True(done.ExitCode == 0, done.Text);
        var json = Tool.Json(done);
        Assert.Equal(["workstation", "server"], json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("gc").GetString()));
        Assert.All(json.GetProperty("sinks").EnumerateArray(), sink => Assert.Equal((2, 1), (sink.GetProperty("runs").GetInt32(), sink.GetProperty("contents").GetArrayLength())));
    }

    [Fact]
    public async Task HashOfTheAnswer_IsThatOfTheFileTheRunWrites()
    {
        var file = Path.Combine(_folder.Path, "demo.arrow");
        Assert.Equal(0, (await Tool.Run("run", "pipelines/demo.yaml", "--set", "rows=1000", "--set", "rate=10000000/s", "--set", $"out={file}")).ExitCode);

        var json = Tool.Json(await Tool.Run("replay", "verify", "pipelines/demo.yaml", "--batches", "7", "--workers", "2", "--set", "rows=1000", "--set", "rate=10000000/s", "--json"));

        Assert.Equal(await ReplayFiles.Hash(file), json.GetProperty("sinks").EnumerateArray().Single(s => s.GetProperty("sink").GetString() == "file").GetProperty("contents")[0].GetString());
    }

    [Fact]
    public async Task OneChangedValue_IsNamedWithRowColumnAndBothValues()
    {
        var (pipeline, rows) = Trades(1000);
        var golden = Path.Combine(_folder.Path, "golden");
        Assert.Equal(0, (await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", golden, "--write-golden")).ExitCode);
        Assert.Equal(0, (await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", golden)).ExitCode);

        File.WriteAllText(rows, File.ReadAllText(rows).Replace("\"price\":741.5", "\"price\":741.25", StringComparison.Ordinal));
        var done = await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", golden);

        Assert.Equal(4, done.ExitCode);
        Assert.Matches(
            "^of        .*\n"
            + "runs      4: .*\n"
            + "(          .*\n)*"
            + "sink  of     runs   rows  contents  bytes  content\n"
            + "out   whole     4  1,000         1      1  [0-9a-f]{16}…\n"
            + "\n"
            + "sink      out: other rows\n"
            + "  a       (.*\n)+  b       (.*\n)+"
            + "first     row 742, column twice\n"
            + "  a       1483\n"
            + "  b       1482.5\n"
            + "found in  .*\n"
            + "   column  a                               b\n"
            + "   ts      2024-01-01T00:12:21.000000000Z  2024-01-01T00:12:21.000000000Z\n"
            + "\\*  twice   1483                            1482.5\n"
            + "result    NOT ONE ANSWER: 1 difference\n$",
            done.Output);
    }

    [Fact]
    public async Task GoldenHashAlone_FailsAndSaysThatRowsAreNotKept()
    {
        var (pipeline, rows) = Trades(10);
        var golden = Path.Combine(_folder.Path, "golden.json");
        Assert.Equal(0, (await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", golden, "--write-golden")).ExitCode);
        Assert.Equal(["golden.json", "trades.jsonl", "twice.yaml"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

        File.AppendAllText(rows, "{\"ts\":1704067300000000000,\"price\":1}\n");
        var done = await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", golden);

        Assert.Equal(4, done.ExitCode);
        Assert.Contains("first     a keeps no rows to compare with, only their hash: --golden FOLDER\n          --write-golden keeps both\n", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatDependsOnBatches_IsFoundWithTheFirstRow()
    {
        var (pipeline, _) = Trades(10, "cheat: { from: trades, test_peek: {} }\n  seen: { from: cheat, console: { limit: 0 } }");
        var matrix = new ReplayMatrix(() => Bind(pipeline), new MatrixOptions { Batches = [4, 3], Workers = [1], Clock = TimeProvider.System, Build = "Release", Gc = "workstation", Folder = Path.Combine(_folder.Path, "runs") });

        var verdict = await Verdict.Of(await matrix.Run(), null, "");

        var found = Assert.Single(verdict.Disagreements);
        Assert.Equal(("seen", "batch 4, 1 worker, max, Release, workstation GC", "batch 3, 1 worker, max, Release, workstation GC"), (found.Sink, found.ExpectedBy, found.FoundBy));
        Assert.Equal((3L, 3L), (found.First!.RowA, found.First.RowB)); // the third of the first batch of three has no next
        Assert.Equal([new DiffCell("next_price", "3.5", null, true)], found.First.Cells.Where(c => c.Differs));
        Assert.Equal([1, 2], verdict.Sinks.Select(s => s.Contents.Count).Order());
        Assert.EndsWith("result    NOT ONE ANSWER: 1 difference\n", VerdictText.Of("x.yaml", verdict), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FailedRun_IsNoAnswer()
    {
        var (pipeline, rows) = Trades(2);
        File.AppendAllText(rows, "{\"ts\":0}\n");

        var done = await Tool.Run("replay", "verify", pipeline, "--batches", "1", "--workers", "1");

        Assert.Equal(1, done.ExitCode);
        Assert.Contains("failed    batch 1, 1 worker, max, ", done.Output, StringComparison.Ordinal);
        Assert.EndsWith("result    not every run came to its end\n", done.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_HasOneAnswerAtAnyPace()
    {
        var file = _folder.WriteTrades();
        var golden = Path.Combine(_folder.Path, "golden");

        var done = await Tool.Run("replay", "verify", file, "--paces", "100x,50x:1s", "--golden", golden, "--write-golden");
        Assert.True(done.ExitCode == 0, done.Text);
        Assert.Contains(await ReplayFiles.Hash(file), File.ReadAllText(Path.Combine(golden, "golden.json")), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^rows  whole     5     4         1      -  [0-9a-f]{16}…\nrows  1 s       2     1         1      -  [0-9a-f]{16}…$", done.Output);
        Assert.Equal(0, (await Tool.Run("replay", "verify", file, "--golden", golden)).ExitCode);
    }

    [Theory]
    [InlineData("--batches 0", "--batches 0: '0' is no whole number from 1 to 16777216")]
    [InlineData("--paces fast", "--paces fast: 'fast' is no speed such as 0.1x, 10x or 1x:20s")]
    [InlineData("--paces 1x:long", "--paces 1x:long: 'long' is no duration such as 5s")]
    [InlineData("--processes fast", "--processes fast: there is no 'fast'; there are: release, release+server, debug, debug+server")]
    [InlineData("--write-golden", "--write-golden: say where with --golden")]
    [InlineData("b.yaml --golden x.json", "--golden holds the answer of one file: name one")]
    public async Task WrongUse_IsTold(string arguments, string message)
    {
        var done = await Tool.Run(["replay", "verify", "pipelines/demo.yaml", .. arguments.Split(' ')]);

        Assert.Equal((2, $"streamengine replay verify: {message}\n"), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task MissingGolden_IsTold()
    {
        var (pipeline, _) = Trades(1);
        var done = await Tool.Run("replay", "verify", pipeline, "--quick", "--golden", Path.Combine(_folder.Path, "none.json"));

        Assert.Equal(74, done.ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Workers_AreSoManyThreads(int count)
    {
        var threads = new ConcurrentDictionary<int, bool>();
        using var workers = new WorkerThreads(count);
        using var together = new Barrier(count);
        var tasks = Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(
            () =>
            {
                threads[Environment.CurrentManagedThreadId] = true;
                together.SignalAndWait();
            },
            CancellationToken.None, TaskCreationOptions.None, workers)).ToList();

        foreach (var task in tasks)
        {
            await task;
        }

        Assert.Equal(count, threads.Count);
    }

    [Fact]
    public async Task FirstDifference_IsFoundWhateverTheBatches()
    {
        var schema = new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("x", ColumnType.Float64, Nullable: true), new Field("s", ColumnType.Symbol), new Field("t", ColumnType.String)]);
        var rows = Enumerable.Range(0, 5000).Select(i => new object?[] { (long)i, i % 3 == 0 ? null : i * 0.5, i % 2 == 0 ? "A" : "B", $"t{i}" }).ToList();
        var a = _folder.WriteArrow("a.arrow", schema, rows, perBatch: 100);

        Assert.Null(await First(a, _folder.WriteArrow("same.arrow", schema, rows, perBatch: 77)));
        foreach (var (row, column, value) in new (int, int, object?)[] { (0, 0, -1L), (4999, 1, 0.25), (3000, 1, 7.0), (3001, 1, null), (2500, 2, "C"), (99, 3, "t98"), (100, 3, "") })
        {
            var changed = rows.ToList();
            changed[row] = [.. rows[row]];
            changed[row][column] = value;
            var first = await First(a, _folder.WriteArrow("b.arrow", schema, changed, perBatch: 77));

            Assert.Equal((row + 1L, row + 1L), (first!.RowA, first.RowB));
            Assert.Equal(schema[column].Name, first.Cells.Single(c => c.Differs).Column);
        }

        var shorter = await First(a, _folder.WriteArrow("c.arrow", schema, rows.Take(4000).ToList(), perBatch: 77));
        Assert.Equal((4001L, null), (shorter!.RowA, shorter.RowB));
    }

#if DEBUG
    private const string Configuration = "debug";
#else
    private const string Configuration = "release";
#endif

    private static async Task<DiffRow?> First(string a, string b) => await FirstDifference.Of(await Recording.Open(a), await Recording.Open(b), new RefusedRows());

    private static BoundPipeline Bind(string file)
    {
        var problems = new Problems();
        return PipelineFile.Load(file, PipelineRun.Registry, new BindSettings(), problems) ?? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
    }

    /// <summary>Trades a second apart at 0.5, 1.5, 2.5 … and a pipeline that doubles their prices.</summary>
    private (string Pipeline, string Rows) Trades(int count, string nodes = "")
    {
        var rows = _folder.Write("trades.jsonl", string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"ts\":{1_704_067_200_000_000_000 + (i * 1_000_000_000L)},\"price\":{i + 0.5}}}\n"))));
        var pipeline = _folder.Write("twice.yaml",
            $$"""
            version: 1
            pipeline: twice
            nodes:
              trades: { jsonl_file: { path: {{rows}}, columns: { ts: timestamp, price: float64 } } }
              double:
                from: trades
                select: |
                  ts
                  twice = price * 2
              out: { from: double, arrow_file: {{Path.Combine(_folder.Path, "out.arrow")}} }
              {{nodes}}
            """);
        return (pipeline, rows);
    }
}
