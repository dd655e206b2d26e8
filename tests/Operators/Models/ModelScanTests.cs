using StreamEngine.Config;
using StreamEngine.Models;
using StreamEngine.Tests.Kit;
using static StreamEngine.Tests.Operators.Models.ModelBytes;

namespace StreamEngine.Tests.Operators.Models;

/// <summary>What is made of model files before any runtime sees them.</summary>
public sealed class ModelScanTests
{
    private static readonly byte[] Plain = Body(Node("Tanh", ["x"], ["y"]), Input("x", F32, "batch", 1), Output("y", F32, "batch", 1));

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "SE5002", [], "it is no whole ONNX file: it has no graph" },
        { "SE5002", "not a model at all"u8.ToArray(), "it is no whole ONNX file: field 13 is of kind 6, which is none" },
        { "SE5002", Model(Body(Node("Tanh", ["x"], ["y"]))), "it is no whole ONNX file: it has no outputs" },
        { "SE5002", Join(Model(Plain), Message(7, Plain)), "it is no whole ONNX file: it has two graphs" },
        { "SE5002", Join(Model(Plain), [0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), "it is no whole ONNX file: field 2 is 4294967295 bytes long, and 0 are left" },
        { "SE5002", Join(Model(Plain), [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), "it is no whole ONNX file: a number is longer than 10 bytes" },
        { "SE5002", Join(Model(Plain), [0x42, 0x02, 0x0A, 0x05]), "it is no whole ONNX file: field 1 is 5 bytes long, and 0 are left" },
        { "SE5002", Join(Model(Plain), Message(14, Message(1, [0xC3, 0x28]))), "it is no whole ONNX file: a text is not UTF-8" },
        { "SE5002", Join(Model(Plain), Opset("", 15)), "it is no whole ONNX file: a domain has two versions" },
        { "SE5002", Model(Body(Plain, Input("x", F32, "batch", 1))), "it is no whole ONNX file: two inputs or outputs have one name" },
        { "SE5002", Model(Body(Plain, Input("z", F32, "batch", -4L))), "it is no whole ONNX file: a dimension is -4" },
        { "SE5002", Model(Body(Plain, Initializer(Tensor("w", [1000, 1000], 1, 2)))), "it is no whole ONNX file: tensor 'w' says it has 1000000 elements, and holds 8 bytes" },
        { "SE5002", Model(Body(Plain, Initializer(Tensor("w", [-1], 1)))), "it is no whole ONNX file: tensor 'w' has the dimension -1" },
        { "SE5003", Model(Plain, ir: 99), "the version of its file format (IR) is 99; it must be from 3 to 11" },
        { "SE5003", Model(Plain, opset: 6), "the version of its operators of ai.onnx (opset) is 6; it must be from 7 to 22" },
        { "SE5003", Model(Body(NodeOf("ai.onnx.ml", "Scaler", ["x"], ["y"]), Plain)), "the version of its operators of ai.onnx.ml (opset) is 0; it must be from 1 to 5" },
        { "SE5004", Model(Body(Plain, Initializer(Join(Tensor("w", [1], 1), Number(14, 1))))), "part of it lies in another file (external data)" },
        { "SE5004", Model(Body(Plain, Initializer(Join(Tensor("w", [1], 1), Message(13, Join(Text(1, "location"), Text(2, "../secret"))))))), "part of it lies in another file (external data)" },
        { "SE5004", Model(Body(Plain, Node("Constant", [], ["c"], Constant("value", Join(Tensor("", [1], 1), Number(14, 1)))))), "part of it lies in another file (external data)" },
        { "SE5005", Model(Body(Plain, NodeOf("com.microsoft", "Gelu", ["x"], ["z"]))), "operator 'Gelu' is of domain 'com.microsoft'; only ai.onnx and ai.onnx.ml are run" },
        { "SE5005", Model(Body(Plain, Node("Loop", [], []))), "operator 'Loop' may go on for ever, so an answer would not be bounded and repeatable" },
        { "SE5005", Model(Body(Plain, Node("If", ["x"], ["z"], Branch("then_branch", Body(Node("RandomNormal", [], ["r"])))))), "operator 'RandomNormal' draws random numbers, so an answer would not be bounded and repeatable" },
        { "SE5005", Join(Model(Plain), Message(25, Text(1, "f"))), "it defines operators of its own (functions)" },
        { "SE5005", Join(Model(Plain), Message(20, Plain)), "it holds a training graph; only what answers is run" },
        { "SE5016", Model(Body(Plain, Nested(8))), "graphs stand in one another 9 deep; at most 8 are read" },
        { "SE5016", Model(Body(Plain, Initializer(Tensor("w", [1L << 40, 1L << 40])))), "its tensors have more than 67108864 elements, one alone or four times that together" },
        { "SE5016", Model(Body(Plain, Initializer(Tensor("w", [1, 1, 1, 1, 1, 1, 1, 1, 1], 1)))), "a tensor has more than 8 dimensions" },
        { "SE5016", Model(Body(Plain, Input("z", F32, 1, 1, 1, 1, 1, 1, 1, 1, 1))), "an input or output has more than 8 dimensions" },
        { "SE5016", Model(Body([Plain, .. Enumerable.Repeat(Message(1, []), 100_000)])), "it has more than 100000 nodes" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void FileThatIsNotAllowed_IsRefusedByName(string code, byte[] bytes, string message)
    {
        var refused = Assert.Throws<ModelFileException>(() => ModelScan.Of(bytes));

        Assert.Equal((code, message), (refused.Code.Code, refused.Message));
    }

    [Fact]
    public void ShippedModel_SaysWhatItTakesAndAnswers()
    {
        var facts = ModelFile.Read("models/book-move.onnx").Facts;

        Assert.Equal("features float32[?, 16]", string.Join(", ", facts.Inputs.Select(i => $"{i.Name} {i.Text}")));
        Assert.Equal("move_bps float32[?, 1]", string.Join(", ", facts.Outputs.Select(o => $"{o.Name} {o.Text}")));
        Assert.Equal(16, facts.Opsets["ai.onnx"]);
        Assert.StartsWith("[\"spread_bps\", \"spread_dev_bps\", ", facts.Metadata["streamengine.features"], StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantsOfOldFiles_AreNoInputs() =>
        Assert.Equal(["x"], ModelScan.Of(Model(Body(Plain, Initializer(Tensor("w", [1], 1)), Input("w", F32, 1)))).Inputs.Select(i => i.Name));

    [Theory]
    [InlineData("models/book-move.onnx")]
    [InlineData("models/flow-trees.onnx")]
    public void FileCutOffAnywhere_IsReadOrRefusedByName(string model)
    {
        var bytes = File.ReadAllBytes(RepositoryRoot.Combine(model));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.True(IsReadOrRefused(bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("models/book-move.onnx", 1)]
    [InlineData("models/flow-trees.onnx", 13)]
    public void FileWithAnyByteChanged_IsReadOrRefusedByName(string model, int step)
    {
        var bytes = File.ReadAllBytes(RepositoryRoot.Combine(model));
        for (var at = 0; at < bytes.Length; at += step)
        {
            var was = bytes[at];
            foreach (var other in new byte[] { 0, 1, 0x7F, 0x80, 0xFF, (byte)(was ^ 1), (byte)(was ^ 0x10) })
            {
                bytes[at] = other;
                Assert.True(IsReadOrRefused(bytes));
            }

            bytes[at] = was;
        }
    }

    [Fact]
    public void DrawnBytes_AreReadOrRefusedByName()
    {
        var random = new Random(20_261_121);
        var bytes = new byte[300];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] = (byte)(((i % 26) << 3) | (i % 3));
            Assert.True(IsReadOrRefused(bytes.AsSpan(0, random.Next(bytes.Length))));
        }
    }

    private static bool IsReadOrRefused(ReadOnlySpan<byte> bytes)
    {
        try
        {
            ModelScan.Of(bytes);
            return true;
        }
        catch (ModelFileException refused)
        {
            return ErrorCodes.Find(refused.Code) is not null && refused.Message.Length is > 0 and < 1_000;
        }
    }

    private static byte[] Nested(int depth) => depth == 0 ? [] : Node("If", ["x"], ["z"], Branch("then_branch", Body(Nested(depth - 1))));
}
