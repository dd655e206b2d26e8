using System.Text.Json;
using System.Xml.Linq;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class GraphTests
{
    private static readonly string[] Book = ["pipelines/book-features.yaml", "--set", "depth=a.gz"];
    private static readonly string[] Demo = ["pipelines/demo.yaml"];

    public static TheoryData<string[]> Shipped => [Book, Demo];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Ascii_NamesEveryNodeWithin80Columns(string[] file)
    {
        var drawing = await Tool.Run(["graph", .. file]);

        Assert.Equal(0, drawing.ExitCode);
        Tool.AssertPlain(drawing.Output);
        Assert.All(Names(await Model(file)), name => Assert.Contains($" {name} ", drawing.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task MermaidAndDot_HaveEveryNodeAndEdge(string[] file)
    {
        var mermaid = (await Tool.Run(["graph", .. file, "--format", "mermaid"])).Output;
        var dot = (await Tool.Run(["graph", .. file, "--format", "dot"])).Output;
        var model = await Model(file);

        Assert.All(Names(model), name => Assert.Contains($"\"{name}\" [label=\"{name}\\n", dot, StringComparison.Ordinal));
        Assert.All(Names(model), name => Assert.Contains($"\"{name}<br/>", mermaid, StringComparison.Ordinal));
        Assert.All(model.GetProperty("edges").EnumerateArray(), edge =>
        {
            var (from, to) = (edge.GetProperty("from").GetString(), edge.GetProperty("to").GetString());
            Assert.Contains($"\"{from}\" -> \"{to}\"", dot, StringComparison.Ordinal);
            Assert.Matches($@"n_{from} -->(\|\w+\|)? n_{to}\n", mermaid);
        });
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Svg_IsWellFormedWithABoxANodeAndALineAnEdge(string[] file)
    {
        var svg = XDocument.Parse((await Tool.Run(["graph", .. file, "--format", "svg"])).Output);
        var model = await Model(file);

        XNamespace ns = "http://www.w3.org/2000/svg";
        Assert.Equal(Names(model), svg.Root!.Elements(ns + "g").Select(g => g.Elements(ns + "text").First().Value));
        Assert.Equal(model.GetProperty("edges").GetArrayLength(), svg.Root.Elements(ns + "path").Count());
    }

    [Fact]
    public async Task GraphTooWideForTheScreen_IsAList()
    {
        using var folder = new TemporaryFolder();
        var wide = "version: 1\npipeline: wide\nnodes:\n  frames: { capture_file: { files: [a] } }\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"  sink_number_{i}: {{ from: frames, csv_file: {{ path: x{i}.csv }} }}\n"));

        var done = await Tool.Run("graph", folder.Write("wide.yaml", wide));

        Tool.AssertPlain(done.Output);
        Assert.StartsWith("frames (capture_file)\nsink_number_1 (csv_file) <- frames\n", done.Output);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Plan_ShowsFusedChainsBoundariesAndPrunedColumns(string[] file)
    {
        var done = await Tool.Run(["plan", .. file]);

        Assert.Equal(0, done.ExitCode);
        Tool.AssertPlain(done.Output);
        Assert.Contains("\n  fused features where + features select\n", done.Output, StringComparison.Ordinal);
        Assert.Contains("; nobody reads channel,", done.Output, StringComparison.Ordinal);
        Assert.Contains("\nguarantees: there are no checkpoints yet", done.Output, StringComparison.Ordinal);

        var plan = Tool.Json(await Tool.Run(["plan", .. file, "--json"]));
        var boundaries = plan.GetProperty("boundaries").EnumerateArray().ToList();
        Assert.Equal(plan.GetProperty("edge_bytes").GetInt64(), boundaries.Sum(b => b.GetProperty("bytes").GetInt64()));
        Assert.Contains(plan.GetProperty("columns").EnumerateArray(), c => c.GetProperty("pruned").GetArrayLength() > 0);
        Assert.All(boundaries, b => Assert.Contains(b.GetProperty("cut_by").GetString(), new[] { "source", "sink", "buffer", "parallel", "model", "beside" }));
        var stages = plan.GetProperty("segments").EnumerateArray().SelectMany(s => s.GetProperty("stages").EnumerateArray()).ToList();
        var book = stages.Single(s => s.GetProperty("nodes")[0].GetString() == "book").GetProperty("cost");
        Assert.Equal((false, false, "order_book takes row by row", "nothing"), (book.GetProperty("one_to_one").GetBoolean(), book.GetProperty("by_columns").GetBoolean(), book.GetProperty("why_not").GetString(), book.GetProperty("allocates").GetString()));
        Assert.Contains("\ncosts\n", done.Output, StringComparison.Ordinal);
        Assert.Contains("  book: not one to one; row by row (order_book takes row by row); allocates\n      nothing a row\n", done.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Model(string[] file) => Tool.Json(await Tool.Run(["graph", .. file, "--json"]));

    private static IEnumerable<string> Names(JsonElement model) => model.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()!);
}
