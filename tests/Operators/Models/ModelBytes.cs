using System.Buffers.Binary;
using System.Text;

namespace StreamEngine.Tests.Operators.Models;

/// <summary>Writes ONNX files field by field, well-formed and not: what the scanner of the engine is held to. Numbers of fields: onnx.proto3.</summary>
public static class ModelBytes
{
    public const int F32 = 1;
    public const int I64 = 7;

    /// <summary>A whole model: format 8, opset 16.</summary>
    public static byte[] Model(byte[] graph, long ir = 8, long opset = 16, params byte[][] more) =>
        Join([Number(1, ir), Message(7, graph), Message(8, Join(Text(1, ""), Number(2, opset))), .. more]);

    public static byte[] Metadata(string key, string value) => Message(14, Join(Text(1, key), Text(2, value)));

    public static byte[] Opset(string domain, long version) => Message(8, Join(Text(1, domain), Number(2, version)));

    /// <summary>A graph of parts: nodes, constants, inputs and outputs.</summary>
    public static byte[] Body(params byte[][] parts) => Join([Text(2, "g"), .. parts]);

    public static byte[] Node(string type, string[] inputs, string[] outputs, params byte[][] attributes) => NodeOf("", type, inputs, outputs, attributes);

    public static byte[] NodeOf(string domain, string type, string[] inputs, string[] outputs, params byte[][] attributes) =>
        Message(1, Join([.. inputs.Select(i => Text(1, i)), .. outputs.Select(o => Text(2, o)), Text(4, type), .. domain.Length == 0 ? [] : new[] { Text(7, domain) }, .. attributes.Select(a => Message(5, a))]));

    /// <summary>An attribute of whole numbers.</summary>
    public static byte[] Ints(string name, params long[] values) => Join([Text(1, name), .. values.Select(v => Number(8, v)), Number(20, 7)]);

    /// <summary>An attribute of one whole number.</summary>
    public static byte[] Int(string name, long value) => Join(Text(1, name), Number(3, value), Number(20, 2));

    /// <summary>An attribute that holds a graph.</summary>
    public static byte[] Branch(string name, byte[] graph) => Join(Text(1, name), Message(6, graph), Number(20, 5));

    /// <summary>An attribute that holds a tensor.</summary>
    public static byte[] Constant(string name, byte[] tensor) => Join(Text(1, name), Message(5, tensor), Number(20, 4));

    /// <summary>A tensor of floats.</summary>
    public static byte[] Tensor(string name, long[] dims, params float[] values)
    {
        var raw = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * 4), values[i]);
        }

        return Join([.. dims.Select(d => Number(1, d)), Number(2, F32), Text(8, name), Message(9, raw)]);
    }

    /// <summary>A tensor of whole numbers.</summary>
    public static byte[] LongTensor(string name, params long[] values) => Join([Number(1, values.Length), Number(2, I64), .. values.Select(v => Number(7, v)), Text(8, name)]);

    public static byte[] Initializer(byte[] tensor) => Message(5, tensor);

    public static byte[] Input(string name, int type, params object[] dims) => Message(11, Value(name, type, dims));

    public static byte[] Output(string name, int type, params object[] dims) => Message(12, Value(name, type, dims));

    /// <summary><c>lean = (a − b) / 8</c> of the first two features.</summary>
    public static byte[] Lean(string features = "[\"a\", \"b\"]", object? rows = null, int width = 2) => Model(
        Body(
            Node("MatMul", ["features", "w"], ["lean"]),
            Initializer(Tensor("w", [width, 1], [0.125f, -0.125f, .. new float[width - 2]])),
            Input("features", F32, rows ?? "batch", width),
            Output("lean", F32, rows ?? "batch", 1)),
        more: features.Length == 0 ? [] : [Metadata("streamengine.features", features)]);

    /// <summary>One operator from <c>x</c> to <c>y</c>, both float32 of one value a row.</summary>
    public static byte[] Elementwise(string type, params byte[][] attributes) =>
        Model(Body(Node(type, ["x"], ["y"], attributes), Input("x", F32, "batch", 1), Output("y", F32, "batch", 1)));

    /// <summary>Each value less the mean of all rows of the call.</summary>
    public static byte[] LessMean() => Model(Body(
        Node("ReduceMean", ["x"], ["mean"], Ints("axes", 0)), Node("Sub", ["x", "mean"], ["y"]), Input("x", F32, "batch", 1), Output("y", F32, "batch", 1)), opset: 13);

    /// <summary>A table of four values, by number.</summary>
    public static byte[] Table() => Model(Body(
        Node("Gather", ["table", "place"], ["value"]), Initializer(Tensor("table", [4], 10, 11, 12, 13)), Input("place", I64, "batch"), Output("value", F32, "batch")));

    /// <summary>A chain of multiplications that takes milliseconds, without weights in the file.</summary>
    public static byte[] Slow()
    {
        var nodes = new List<byte[]> { Node("ConstantOfShape", ["shape"], ["w"], Constant("value", Tensor("", [1], 0.001f))), Node("ConstantOfShape", ["wide"], ["first"], Constant("value", Tensor("", [1], 0.001f))), Node("MatMul", ["x", "first"], ["h0"]) };
        for (var i = 0; i < 20; i++)
        {
            nodes.Add(Node("MatMul", [$"h{i}", "w"], [$"h{i + 1}"]));
        }

        return Model(Body([.. nodes, Node("ReduceMean", ["h20"], ["y"], Ints("axes", 1)), Initializer(LongTensor("shape", 512, 512)), Initializer(LongTensor("wide", 1, 512)), Input("x", F32, "batch", 1), Output("y", F32, "batch", 1)]), opset: 13);
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    public static byte[] Number(int field, long value) => Join(Varint((ulong)field << 3), Varint((ulong)value));

    public static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Message(int field, byte[] bytes) => Join(Varint(((ulong)field << 3) | 2), Varint((ulong)bytes.Length), bytes);

    private static byte[] Value(string name, int type, object[] dims) => Join(Text(1, name), Message(2, Message(1, Join(Number(1, type),
        Message(2, Join([.. dims.Select(d => Message(1, d is string symbol ? Text(2, symbol) : Number(1, Convert.ToInt64(d, System.Globalization.CultureInfo.InvariantCulture))))]))))));

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
