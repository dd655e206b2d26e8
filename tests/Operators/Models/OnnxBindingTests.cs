using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Models;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Models.ModelBytes;

namespace StreamEngine.Tests.Operators.Models;

/// <summary>What is proven of a node and its model before anything runs.</summary>
public sealed class OnnxBindingTests : IDisposable
{
    private static readonly Schema Rows = new(null,
    [
        new("ts", ColumnType.Timestamp), new("a", ColumnType.Float64), new("b", ColumnType.Float64), new("c", ColumnType.Float64, Nullable: true), new("n", ColumnType.Int64), new("s", ColumnType.Symbol),
    ]);

    private static readonly TestRows None = new(Rows, []);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("input: [b, a], output: { lean: float32 }", "SE5007: x: model 'M' wants its 2 features in another order: at position 1 'b' stands, and the model says 'a'; a silent swap would still run and give wrong scores; write them in the order of the model")]
    [InlineData("input: [a], output: { lean: float32 }", "SE5008: x: model 'M' has 2 features, and 'input' names 1: it lacks b; name the model's features in its order, or leave 'input' out")]
    [InlineData("input: [a, b, n], output: { lean: float32 }", "SE5008: x: model 'M' has 2 features, and 'input' names 3: n is not the model's; name the model's features in its order, or leave 'input' out")]
    [InlineData("input: [a, a], output: { lean: float32 }", "SE5008: x: model 'M' has 2 features, and 'input' names 2: it lacks b; name the model's features in its order, or leave 'input' out")]
    [InlineData("input: [a, zzzz], output: { lean: float32 }", "SE3202: x: there is no column 'zzzz'; there are: ts, a, b, c, n, s")]
    [InlineData("output: { lean: int64 }", "SE5010: x: option 'output.lean' is int64, and model 'M' answers float32 there; write lean: float32")]
    [InlineData("output: { a: float32 }", "SE2301: x: column 'a' is already there; give the result another name, or drop the old column with 'select'")]
    [InlineData("sha256: 00ff, output: { lean: float32 }", "SE5012: x: model 'M' has the SHA-256 HASH; the pipeline says '00ff'")]
    public void NodeThatDoesNotFitItsModel_IsRefused(string options, string problem)
    {
        var model = Write("m.onnx", Lean());

        Assert.Equal([problem.Replace("'M'", $"'{model}'", StringComparison.Ordinal).Replace("HASH", ModelFile.Read(model).Sha256, StringComparison.Ordinal)], Problems(model, options));
    }

    [Fact]
    public void SwappedOrder_IsShownPlaceByPlaceAndHasOneFix()
    {
        var model = Write("m.onnx", Lean("[\"a\", \"b\", \"n\"]", width: 3));
        var text = $"version: 1\npipeline: test\nnodes:\n  rows: {{ test_rows: {None.Name} }}\n  x: {{ from: rows, onnx: {{ model: \"{model}\", input: [b, 'a', n], output: {{ lean: float32 }} }} }}\n  out: {{ from: x, console: {{}} }}\n";
        var problems = new Problems();
        problems.Keep("test.yaml", text);
        PipelineFile.Bind("test.yaml", System.Text.Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings(), problems);

        var problem = Assert.Single(problems);
        Assert.Equal(
        [
            "  position   pipeline   model",
            "     1       b          a          WRONG",
            "     2       a          b          WRONG",
            "     3       n          n          ok",
        ], problem.Table);
        Assert.Equal(text.Replace("[b, 'a', n]", "[a, b, n]", StringComparison.Ordinal), TextEdits.Apply(text, problem.Fix));
    }

    [Fact]
    public void FeaturesThatNobodyNames_AreRefused()
    {
        var model = Write("m.onnx", Lean(features: ""));

        Assert.Equal([$"SE5006: x: model '{model}' does not name its 2 features: neither its metadata (streamengine.features) nor a card '{_folder.Path}/m.card.md' does; write the names into the card, in the order of training"],
            Problems(model, "input: [a, b], output: { lean: float32 }"));
    }

    [Fact]
    public void CardThatNamesTheFeatures_IsEnough()
    {
        var model = Write("m.onnx", Lean(features: ""));
        _folder.Write("m.card.md", "# m\n\n```json model\n{ \"features\": [\"b\", \"a\"], \"outputs\": [\"score\"] }\n```\n");

        Assert.Empty(Problems(model, "output: { score: float64 }"));
        Assert.Equal([$"SE5007: x: model '{model}' wants its 2 features in another order: at position 1 'a' stands, and the model says 'b'; a silent swap would still run and give wrong scores; write them in the order of the model"],
            Problems(model, "input: [a, b], output: { score: float32 }"));
        Assert.Equal([$"SE5010: x: model '{model}' has no result 'scores'; it answers score; did you mean 'score'?"], Problems(model, "output: { scores: float32 }"));
    }

    [Theory]
    [InlineData("# no block\n", "has no block ```json model; write one: { \"features\": [\"name\", …] }")]
    [InlineData("```json model\n[1]\n```\n", ": its block must be an object")]
    [InlineData("```json model\n{ \"features\": \"a, b\" }\n```\n", ": features must be a list of names")]
    [InlineData("```json model\n{ \"features\": [\"a\", \"a\"] }\n```\n", ": features names 'a' twice")]
    public void CardThatCannotBeUsed_IsRefused(string text, string problem)
    {
        var model = Write("m.onnx", Lean(features: ""));
        var card = _folder.Write("m.card.md", text);

        var found = Assert.Single(Problems(model, "output: { lean: float32 }"));
        Assert.Equal($"SE5017: x: card '{card}'{(problem[0] == ':' ? "" : " ")}{problem}", found);
    }

    [Fact]
    public void CardOfAnotherFile_IsRefused()
    {
        var model = Write("m.onnx", Lean());
        _folder.Write("m.card.md", "```json model\n{ \"sha256\": \"00\" }\n```\n");

        Assert.Equal([$"SE5012: x: model '{model}' has the SHA-256 {ModelFile.Read(model).Sha256}; its card says '00'; put the model there that the card describes, or correct the card"], Problems(model, "output: { lean: float32 }"));
    }

    [Fact]
    public void CardAndMetadataThatDiffer_AreRefused()
    {
        var model = Write("m.onnx", Lean());
        _folder.Write("m.card.md", "```json model\n{ \"features\": [\"b\", \"a\"] }\n```\n");

        Assert.Equal([$"SE5017: x: model '{model}': its metadata and its card name its features differently: a, b, and b, a; correct the card, or export the model again"], Problems(model, "output: { lean: float32 }"));
    }

    [Fact]
    public void ColumnThatMayBeNull_NeedsFillOrWhere()
    {
        var model = Write("m.onnx", Lean("[\"a\", \"c\"]"));

        Assert.Equal(["SE5011: x: column 'c' may be null, and a model has no null; write where: c is not null, or fill: 0"], Problems(model, "output: { lean: float32 }"));
        Assert.Empty(Problems(model, "fill: 0, output: { lean: float32 }"));
        Assert.Empty(Problems(model, "output: { lean: float32 }", "where: c is not null, "));
    }

    [Fact]
    public void InputsOfOneValue_AreFeaturesByTheirNames()
    {
        var model = Write("m.onnx", Model(Body(Node("Sub", ["a", "b"], ["y"]), Input("a", F32, "n", 1), Input("b", F32, "n", 1), Output("y", F32, "n", 1))));

        Assert.Empty(Problems(model, "input: [a, b], output: { anything: float32 }"));
        Assert.StartsWith("SE5007", Assert.Single(Problems(model, "input: [b, a], output: { y: float32 }")), StringComparison.Ordinal);
    }

    [Fact]
    public void TypesAndShapesThatRowsCannotBe_AreRefused()
    {
        var text = Write("t.onnx", Model(Body(Input("x", 8, "n", 1), Output("y", F32, "n", 1))));
        Assert.Equal([$"SE5009: x: model '{text}': input 'x' is string[?, 1]; it must be float32, float64, int32 or int64"], Problems(text, "output: { y: float32 }"));

        var open = Write("o.onnx", Model(Body(Input("x", F32, "n", "m"), Output("y", F32, "n", 1))));
        Assert.Equal([$"SE5009: x: model '{open}': input 'x' is float32[?, ?]; every dimension behind the first must be a number"], Problems(open, "output: { y: float32 }"));

        var one = Write("r.onnx", Model(Body(Input("a", F32, "n", 1), Output("y", F32, 1, 1))));
        Assert.Equal([$"SE5009: x: model '{one}': output 'y' is float32[1, 1], and its inputs have an open number of rows; the first dimension must be the same"], Problems(one, "output: { y: float32 }"));

        var symbol = Write("s.onnx", Model(Body(Input("s", F32, "n", 1), Output("y", F32, "n", 1))));
        Assert.Equal(["SE4151: x: column 's' is symbol; it must be float32 or float64 or int32 or int64; columns that fit are a, b, c, n"], Problems(symbol, "output: { y: float32 }"));

        var whole = Write("w.onnx", Model(Body(Input("a", I64, "n", 1), Output("y", F32, "n", 1))));
        Assert.Equal(["SE4151: x: column 'a' is float64; it must be int32 or int64; columns that fit are n"], Problems(whole, "output: { y: float32 }"));
    }

    [Fact]
    public void FixedRows_AreTheRowsOfACall()
    {
        var model = Write("m.onnx", Lean(rows: 4));

        Assert.Empty(Problems(model, "output: { lean: float32 }"));
        Assert.Empty(Problems(model, "output: { lean: float32 }", "batch: 4, "));
        Assert.Equal([$"SE5013: x: batch is 64, and a call of model '{model}' takes 4 rows: input 'features' is float32[4, 2]; remove batch"], Problems(model, "output: { lean: float32 }", "batch: 64, "));
    }

    [Fact]
    public void MissingFile_IsRefused() => Assert.Equal(
        ["SE5001: x: model 'models/none.onnx' cannot be read: it does not exist; correct the path; it is taken from the folder the command is run in"], Problems("models/none.onnx", "output: { y: float32 }"));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The problems without their places, as <c>SE5001: x: …</c>.</summary>
    private static List<string> Problems(string model, string options, string attributes = "") =>
        [.. new PipelineRun().Given("rows", Rows).Nodes($"x: {{ from: rows, {attributes}onnx: {{ model: \"{model}\", {options} }} }}").Collect("x").Problems().Select(p => p[(p.IndexOf("error ", StringComparison.Ordinal) + 6)..])];
}
