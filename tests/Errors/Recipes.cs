using System.Globalization;
using System.IO.Compression;
using System.Text;
using StreamEngine.Tests.Graph.Plugins;
using StreamEngine.Tests.Operators.Models;

namespace StreamEngine.Tests.Errors;

/// <summary>Input files of fixtures that are too large or not text.</summary>
internal static class Recipes
{
    private const string Source = "  trades: { jsonl_file: { path: trades.jsonl, schema: trade/1 } }\n";
    private const string Sink = "  out: { from: trades, console: {} }\n";
    private const string Top = "version: 1\npipeline: demo\n";

    private static readonly Dictionary<string, Action<string>> All = new()
    {
        ["SE1001"] = folder => Pipeline(folder, Top + "nodes:\n" + Source + Sink + string.Concat(Enumerable.Repeat("# a comment of twenty\n", 48_000))),
        ["SE1002"] = folder => File.WriteAllBytes(Path.Combine(folder, "pipeline.yaml"), [.. Encoding.UTF8.GetBytes(Top + "x-note: caf"), 0xE9, (byte)'\n']),
        ["SE1003"] = folder => Pipeline(folder, Top + "x-deep: " + new string('[', 70) + new string(']', 70) + "\n"),
        ["SE1004"] = folder => Pipeline(folder, Top + "x-data:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"  - {i}\n")))),
        ["SE1005"] = folder => Pipeline(folder, Top + "x-text: |\n" + string.Concat(Enumerable.Repeat("  " + new string('a', 998) + "\n", 66))),
        ["SE1006"] = folder => Pipeline(folder, Top + "x-text: " + new string('a', 70_000) + "\n"),
        ["SE1007"] = folder => Pipeline(folder, Top + string.Concat(Enumerable.Range(0, 101).Select(i => string.Create(CultureInfo.InvariantCulture, $"x-{i}: !tag\n")))),
        ["SE1205"] = folder => Where(folder, new string('(', 201) + "price" + new string(')', 201) + " > 1"),
        ["SE1206"] = folder => Where(folder, "price > 1", string.Concat(Enumerable.Repeat("      and price > 1\n", 4_000))),
        ["SE5002"] = folder => Model(folder, [.. ModelBytes.Lean().Take(100)]),
        ["SE5003"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.Node("Tanh", ["a"], ["lean"]), ModelBytes.Input("a", ModelBytes.F32, "n", 1), ModelBytes.Output("lean", ModelBytes.F32, "n", 1)), opset: 6)),
        ["SE5004"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.Initializer(ModelBytes.Join(ModelBytes.Tensor("w", [1], 1), ModelBytes.Number(14, 1)))))),
        ["SE5005"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.NodeOf("com.desk", "Secret", ["a"], ["lean"])))),
        ["SE5006"] = folder => Model(folder, ModelBytes.Lean(features: "")),
        ["SE5007"] = folder => Model(folder, ModelBytes.Lean()),
        ["SE5008"] = folder => Model(folder, ModelBytes.Lean()),
        ["SE5009"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.Input("image", 10, "n", 3, "height", "width"), ModelBytes.Output("lean", ModelBytes.F32, "n", 1)))),
        ["SE5010"] = folder => Model(folder, ModelBytes.Lean()),
        ["SE5011"] = folder => Model(folder, ModelBytes.Lean()),
        ["SE5012"] = folder => Model(folder, ModelBytes.Lean()),
        ["SE5013"] = folder => Model(folder, ModelBytes.Lean(rows: 4)),
        ["SE5014"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.Node("Tanh", ["nowhere"], ["y"]), ModelBytes.Input("a", ModelBytes.F32, "n", 1), ModelBytes.Output("y", ModelBytes.F32, "n", 1)))),
        ["SE5015"] = folder => Model(folder, ModelBytes.LessMean()),
        ["SE5016"] = folder => Model(folder, ModelBytes.Model(ModelBytes.Body(ModelBytes.Initializer(ModelBytes.Tensor("w", [1L << 40, 1L << 40]))))),
        ["SE5017"] = folder =>
        {
            Model(folder, ModelBytes.Lean());
            File.WriteAllText(Path.Combine(folder, "m.card.md"), "# m\n\nWithout a block.\n");
        },
        ["SE9111"] = folder => Model(folder, ModelBytes.Elementwise("Log")),
        ["SE9112"] = folder => Model(folder, ModelBytes.Slow()),
        ["SE9113"] = folder => Model(folder, ModelBytes.Table()),
        ["SE8302"] = folder => File.WriteAllText(Path.Combine(folder, "desk.dll"), "a text"),
        ["SE8303"] = folder => PluginAssembly.Compile(folder, "desk", Without("[assembly: StreamEnginePlugin(Contract = 1)]")),
        ["SE8304"] = folder => PluginAssembly.Compile(folder, "desk", With("Contract = 2")),
        ["SE8304-option"] = folder => PluginAssembly.Compile(folder, "desk", With("Contract = 2")),
        ["SE8305"] = folder =>
        {
            var library = PluginAssembly.Compile(folder, "library", "public static class Library { public static int Number => 1; }");
            PluginAssembly.Compile(folder, "desk", PluginAssembly.Good.Replace("options.By", "Library.Number", StringComparison.Ordinal), library);
            File.Delete(library);
        },
        ["SE8306"] = folder => PluginAssembly.Compile(folder, "desk", Without("[Operator(\"desk_scale\", OperatorKind.Feature)]")),
        ["SE8307"] = folder => PluginAssembly.Compile(folder, "desk", PluginAssembly.Good.Replace("OperatorKind.Feature", "OperatorKind.Sink", StringComparison.Ordinal)),
        ["SE8308"] = folder => PluginAssembly.Compile(folder, "desk", PluginAssembly.Good.Replace("\"desk_scale\"", "\"ewma\"", StringComparison.Ordinal)),
        ["SE8309"] = folder => PluginAssembly.Compile(folder, "desk", PluginAssembly.Operator(
            """
            public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new InvalidOperationException("there is no key");

            public override int Process(int input, Rows rows, Output output) => rows.Count;
            """)),
        ["SE9301"] = folder => File.WriteAllBytes(Path.Combine(folder, "trades.arrow"), "ARROW1\0\0 and nothing more"u8),
        ["SE9305"] = folder => Zip(Path.Combine(folder, "trades.zip"), "2024-01-01.csv", "2024-01-02.csv"),
    };

    /// <summary>Writes the files of a fixture, where it has a recipe.</summary>
    public static void Write(string fixture, string folder)
    {
        if (All.TryGetValue(fixture, out var write))
        {
            write(folder);
        }
    }

    private static void Model(string folder, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, "m.onnx"), bytes);

    private static string Without(string line) => PluginAssembly.Good.Replace(line, "", StringComparison.Ordinal);

    private static string With(string contract) => PluginAssembly.Good.Replace("Contract = 1", contract, StringComparison.Ordinal);

    private static void Where(string folder, string expression, string more = "") =>
        Pipeline(folder, Top + "nodes:\n" + Source + $"  some:\n    from: trades\n    where: |\n      {expression}\n{more}  out: {{ from: some, console: {{}} }}\n");

    private static void Zip(string path, params string[] members)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var member in members)
        {
            zip.CreateEntry(member);
        }
    }

    private static void Pipeline(string folder, string text) => File.WriteAllText(Path.Combine(folder, "pipeline.yaml"), text);
}
