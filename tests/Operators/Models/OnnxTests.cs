using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Models;
using StreamEngine.Runtime;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Models.ModelBytes;

namespace StreamEngine.Tests.Operators.Models;

/// <summary>What models answer, and what becomes of rows they cannot answer.</summary>
public sealed class OnnxTests : IDisposable
{
    private static readonly Schema One = new(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Float64, Nullable: true), new("place", ColumnType.Int64)]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("book-move", "move_bps")]
    [InlineData("flow-trees", "p_up")]
    public void ShippedModel_AnswersAsTheFrameworkThatTrainedIt(string name, string result)
    {
        var (schema, rows) = Golden(name);
        var scored = Score(name, result, schema, rows, 1024);

        Assert.Equal(1000, scored.Count);
        for (var i = 0; i < scored.Count; i++)
        {
            var expected = (double)rows[i][$"expected_{result}"]!;
            Assert.True(Math.Abs(scored[i] - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected)), string.Create(CultureInfo.InvariantCulture, $"row {i}: {scored[i]} instead of {expected}"));
        }
    }

    [Theory]
    [InlineData("book-move", "move_bps")]
    [InlineData("flow-trees", "p_up")]
    public void AnswersOfAnyCut_AreTheSameBits(string name, string result)
    {
        var (schema, rows) = Golden(name);
        var expected = Score(name, result, schema, rows, 1024).Select(BitConverter.SingleToInt32Bits).ToList();
        foreach (var cut in new[] { 1, 7, 64, 65_536 })
        {
            Assert.Equal(expected, Score(name, result, schema, rows, cut).Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void SeveralResults_AreColumnsOfTheirTypes()
    {
        var (schema, rows) = Golden("flow-trees");
        var run = new PipelineRun().Given("rows", schema, rows.Take(10)).Nodes("x: { from: rows, onnx: { model: models/flow-trees.onnx, output: { label: int64, p_up: float64, p_not_up: float32 } } }").Collect("x").Execute();

        foreach (var row in run.Rows("x"))
        {
            Assert.Equal((double)row["p_up"]! > 0.5 ? 1L : 0L, row["label"]);
            Assert.Equal(1.0, (double)row["p_up"]! + (float)row["p_not_up"]!, 1e-6);
        }
    }

    [Fact]
    public void AnswerThatIsNoNumber_GoesToError()
    {
        var model = Write(Elementwise("Log"));
        var run = Run(model, "y", [1, -1, 0, Math.E], "fill: 1, ");

        Assert.Equal([0f, 1f], run.Column("x", "y"));
        Assert.Equal([("SE9111", "the model answered NaN for 'y'"), ("SE9111", "the model answered infinity for 'y'")], Errors(run));
    }

    [Fact]
    public void ValueBeyondTheTypeOfTheModel_GoesToError()
    {
        var run = Run(Write(Elementwise("Tanh")), "y", [1e300, 0], "fill: 1, ");

        Assert.Equal([0f], run.Column("x", "y"));
        Assert.Equal([("SE9111", "'x' is 1E+300, beyond the float32 that the model takes")], Errors(run));
    }

    [Fact]
    public void Null_IsFilled()
    {
        var run = new PipelineRun().Given("rows", One, Row(1, null), Row(2, 3.0)).Nodes($"x: {{ from: rows, onnx: {{ model: \"{Write(Elementwise("Neg"))}\", fill: 0.5, output: {{ y: float64 }} }} }}").Collect("x").Execute();

        Assert.Equal([-0.5, -3.0], run.Column("x", "y"));
    }

    [Fact]
    public void RowThatMakesACallFail_GoesToErrorAndTheOthersAreAnswered()
    {
        var model = Write(Table());
        var rows = new long[] { 0, 3, 9, 1, -7, 2 }.Select((place, i) => Row(i, 0.0, place));
        var run = new PipelineRun().Given("rows", One, rows).Nodes($"x: {{ from: rows, onnx: {{ model: \"{model}\", output: {{ value: float32 }} }} }}").Collect("x").Collect("x.error").Execute();

        Assert.Equal([10f, 13f, 11f, 12f], run.Column("x", "value"));
        Assert.Equal(["SE9113", "SE9113"], run.Column("x.error", "code"));
        Assert.Contains("indices element out of data bounds, idx=9", (string)run.Rows("x.error")[0]["reason"]!);
    }

    [Fact]
    public void ModelThatMixesRows_IsRefusedUnlessRowsAreAskedOneByOne()
    {
        var model = Write(LessMean());
        string Nodes(string attributes) => $"x: {{ from: rows, {attributes}onnx: {{ model: \"{model}\", fill: 0, output: {{ y: float32 }} }} }}";

        Assert.Equal("x: error SE5015: model 'M': its answer to a row ('y') depends on the other rows of a call of 64; write batch: 1".Replace("'M'", $"'{model}'", StringComparison.Ordinal),
            Assert.Throws<NodeFailedException>(() => new PipelineRun().Given("rows", One, Row(1, 1.0)).Nodes(Nodes("")).Collect("x").Try()).Message);

        var alone = new PipelineRun().Given("rows", One, Row(1, 1.0), Row(2, 5.0)).Nodes(Nodes("batch: 1, ")).Collect("x").Execute();
        Assert.Equal([0f, 0f], alone.Column("x", "y"));
    }

    [Fact]
    public void ModelTheRuntimeRefuses_IsToldByName()
    {
        var model = Write(Model(Body(Node("MatMul", ["x", "w"], ["y"]), Initializer(Tensor("w", [3, 1], 1, 2, 3)), Input("x", F32, "batch", 2), Output("y", F32, "batch", 1)), more: Metadata("streamengine.features", "[\"x\", \"place\"]")));
        var failure = Assert.Throws<NodeFailedException>(() => new PipelineRun().Given("rows", One, Row(1, 1.0)).Nodes($"x: {{ from: rows, onnx: {{ model: \"{model}\", fill: 0, output: {{ y: float32 }} }} }}").Collect("x").Try());

        Assert.StartsWith($"x: error SE5014: model '{model}': ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CallBeyondItsDeadline_GoesToErrorInALiveRunAndIsAnsweredInAReplay()
    {
        var model = Write(Elementwise("Neg"));
        PipelineRun Judged(bool isReplay) => new PipelineRun { Options = new RunOptions { Clock = new SlowClock(), Pool = new BufferPool(overwrite: true), IsReplay = isReplay } }
            .Given("rows", One, Row(1, 1.0), Row(2, 5.0)).Nodes($"x: {{ from: rows, deadline: 2ms, onnx: {{ model: \"{model}\", fill: 0, output: {{ y: float32 }} }} }}").Collect("x").Collect("x.error").Execute();

        var live = Judged(isReplay: false);
        Assert.Empty(live.Rows("x"));
        Assert.Equal([("SE9112", "the call of the model took longer than its deadline of 2 ms"), ("SE9112", "the call of the model took longer than its deadline of 2 ms")], Errors(live));

        var replay = Judged(isReplay: true);
        Assert.Equal([-1f, -5f], replay.Column("x", "y"));
        Assert.Empty(replay.Rows("x.error"));
    }

    [Fact]
    public void Calls_AllocateNothing()
    {
        var (schema, rows) = Golden("book-move");
        var operation = new Onnx(new OnnxOptions { Model = new("models/book-move.onnx"), Output = new Dictionary<string, ModelValue> { ["move_bps"] = ModelValue.Float32 } });
        var shape = operation.Bind(new BindScope("x", [new BoundInput("in", schema)], [], 0, (_, _, message, _) => Assert.Fail(message)))[0];
        var pool = new BufferPool();
        var symbols = new SymbolTables();
        var appender = new Appender(schema, shape.Schema, null, pool, batch => batch.Dispose());
        var output = new Output([null], [null], appender, new DeadRows("x", "x", [], new HashSet<string>()), new NodeCounters());
        operation.Open(new OperatorContext("x", [schema], output, new KeyTable([], [schema]), symbols, pool));
        using var batch = new OperatorDrive(new Onnx(new OnnxOptions { Model = new("models/book-move.onnx"), Output = new Dictionary<string, ModelValue> { ["move_bps"] = ModelValue.Float32 } }), [schema]).Batch(schema, rows);

        long allocated = 0;
        for (var turn = 0; turn < 40; turn++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            operation.Process(0, new Rows(batch, 0, batch.Count), output);
            allocated = turn < 20 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - before;
            appender.Flush();
        }

        operation.Dispose();
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void SeveralWorkers_GiveTheRowsOfOne()
    {
        var schema = new Schema(null, [new("ts", ColumnType.Timestamp), new("x", ColumnType.Float64), new("s", ColumnType.Symbol)]);
        var model = Write(Elementwise("Neg"));
        var rows = Enumerable.Range(0, 300).Select(i => new Dictionary<string, object?> { ["ts"] = (long)i, ["x"] = (double)i, ["s"] = "abcde"[i % 5].ToString() });
        var run = new PipelineRun().Given("rows", schema, rows).Nodes($"x: {{ from: rows, key: s, parallel: 3, onnx: {{ model: \"{model}\", output: {{ y: float64 }} }} }}").Collect("x").Execute();

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (object?)-(double)i), run.Column("x", "y"));
    }

    [Fact]
    public void Model_StandsInASegmentOfItsOwn()
    {
        var (schema, rows) = Golden("book-move");
        var run = new PipelineRun().Given("rows", schema, rows.Take(1)).Nodes("before: { from: rows, where: imbalance_1 > -2, ewma: { column: imbalance_1, span: 2 } }")
            .Nodes("x: { from: before, onnx: { model: models/book-move.onnx, output: { move_bps: float32 } } }").Nodes("behind: { from: x, ewma: { column: flow_1, span: 2 } }")
            .Nodes("both: { from: [x, behind_x], where: flow_1 > -9 }").Nodes("behind_x: { from: x }").Collect("behind").Collect("both");
        var bound = run.Bind(new Problems())!;
        var plan = Planner.Make(bound);

        int SegmentOf(string node) => plan.Stages.First(s => s.Node.Name == node).Segment;
        Assert.DoesNotContain(SegmentOf("x"), plan.Stages.Where(s => s.Node.Name != "x").Select(s => s.Segment));
        Assert.NotEqual(SegmentOf("before"), SegmentOf("behind"));
        run.Execute();
    }

    private static List<(string Code, string Reason)> Errors(PipelineRun run) => [.. run.Rows("x.error").Select(r => ((string)r["code"]!, (string)r["reason"]!))];

    private static Dictionary<string, object?> Row(long ts, double? x, long place = 0) => new() { ["ts"] = ts, ["x"] = x, ["place"] = place };

    private static List<float> Score(string name, string result, Schema schema, IEnumerable<Dictionary<string, object?>> rows, int cut) =>
        [.. new PipelineRun { Options = new RunOptions { Clock = TimeProvider.System, Pool = new BufferPool(overwrite: true), BatchMax = cut } }
            .Given("rows", schema, rows).Nodes($"x: {{ from: rows, onnx: {{ model: models/{name}.onnx, output: {{ {result}: float32 }} }} }}").Collect("x").Execute().Column("x", result).Select(v => (float)v!)];

    /// <summary>The rows a framework answered, with what it answered.</summary>
    private static (Schema Schema, List<Dictionary<string, object?>> Rows) Golden(string name)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Combine("tests", "Golden", "models", name + ".csv"));
        var names = lines[0].Split(',');
        var schema = new Schema(null, [.. names.Select((n, i) => new Field(n, i == 0 ? ColumnType.Timestamp : ColumnType.Float64))]);
        return (schema, [.. lines.Skip(1).Select(line => line.Split(',').Select((v, i) => (names[i], i == 0 ? long.Parse(v, CultureInfo.InvariantCulture) : (object?)double.Parse(v, CultureInfo.InvariantCulture))).ToDictionary(c => c.Item1, c => c.Item2))]);
    }

    private static PipelineRun Run(string model, string result, IReadOnlyList<double> values, string options) =>
        new PipelineRun().Given("rows", One, values.Select((v, i) => Row(i, v))).Nodes($"x: {{ from: rows, onnx: {{ model: \"{model}\", {options}output: {{ {result}: float32 }} }} }}").Collect("x").Collect("x.error").Execute();

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, "m.onnx");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A clock on which whatever lies between two looks at it takes 5 ms.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Interlocked.Add(ref _now, 5);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new ManualClock().CreateTimer(callback, state, dueTime, period);
    }
}
