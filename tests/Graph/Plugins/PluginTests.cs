using StreamEngine.Tests.Kit;
using StreamEngine.Tests.Tools;

namespace StreamEngine.Tests.Graph.Plugins;

/// <summary>Plug-ins as users load them: the built program in a process of its own.</summary>
public sealed class PluginTests : IDisposable
{
    private const string Pipeline = """
        version: 1
        pipeline: desk
        plugins: [plugins/desk.dll]
        nodes:
          trades: { jsonl_file: { path: trades.jsonl, columns: { ts: timestamp, price: float64 } } }
          x: { from: trades, desk_scale: { column: price } }
          out: { from: x, csv_file: { path: out.csv } }

        """;

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PluginOfTheFile_IsFoundFromTheFile_AndRuns()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "flows", "plugins"));
        PluginAssembly.Compile(Path.Combine(_folder.Path, "flows", "plugins"), "desk", PluginAssembly.Good);
        _folder.Write("flows/desk.yaml", Pipeline);
        _folder.Write("trades.jsonl", "{\"ts\":1700000000000000000,\"price\":1.5}\n{\"ts\":1700000000000000001,\"price\":-2}\n");

        var done = await Tool.RunIn(_folder.Path, "run", "flows/desk.yaml");

        Assert.Equal("", done.Error);
        Assert.Equal(0, done.ExitCode);
        Assert.Equal(["price,scaled", "1.5,3", "-2,-4"], File.ReadAllLines(Path.Combine(_folder.Path, "out.csv")).Select(line => line[(line.IndexOf(',') + 1)..]));
        foreach (var verb in new[] { "validate", "plan", "graph" })
        {
            Assert.Equal((verb, 0), (verb, (await Tool.RunIn(_folder.Path, verb, "flows/desk.yaml")).ExitCode));
        }
    }

    [Fact]
    public async Task PluginOfTheCommandLine_IsKnownToEveryVerb()
    {
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Good);
        _folder.Write("desk.yaml", Pipeline.Replace("plugins: [plugins/desk.dll]\n", "", StringComparison.Ordinal));

        var without = await Tool.RunIn(_folder.Path, "validate", "desk.yaml");
        var with = await Tool.RunIn(_folder.Path, "validate", "desk.yaml", "--plugin", "desk.dll");
        var table = await Tool.RunIn(_folder.Path, "ops", "--plugin", "desk.dll");
        var page = await Tool.RunIn(_folder.Path, "explain", "desk_scale", "--plugin", "desk.dll");

        Assert.Equal(78, without.ExitCode);
        Assert.StartsWith("desk.yaml:5:22: error SE3", without.Output, StringComparison.Ordinal);
        Assert.Equal("ok: 3 nodes, 2 edges\n", with.Text);
        Assert.Contains(table.Output.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["desk_scale", "feature", "A", "column", "times", "a", "factor."]);
        Assert.Equal(
            """
            desk_scale (feature) of plug-in desk.dll

            A column times a factor.

            In: rows with the column. Appends `scaled`.

            inputs
              in  the rows

            ports
              (main)  the rows

            options
              column
                  the name of a column; required
                  Column that is multiplied.
              by
                  a whole number, from 1 to 10; default 2
                  What it is multiplied by.

            example
              x: { from: trades, desk_scale: { column: price, by: 3 } }

            """,
            page.Output);
    }

    [Fact]
    public async Task Conformance_IsCheckedByTheSameSuite()
    {
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Good);
        PluginAssembly.Compile(_folder.Path, "bad", PluginAssembly.Operator(
            """
            public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(new Schema(null, [new Field("ts", ColumnType.Timestamp), new Field("n", ColumnType.Int64)]))];

            public override int Process(int input, Rows rows, Output output)
            {
                output[0].Values<long>("ts")?.Append(rows.At(rows.Count - 1));
                output[0].Values<long>("n")?.Append(rows.Count);
                output[0].Commit(rows.At(rows.Count - 1));
                output.Used(rows.Count);
                return rows.Count;
            }
            """));

        var good = await Tool.RunIn(_folder.Path, "ops", "--check", "--plugin", "desk.dll");
        var bad = await Tool.RunIn(_folder.Path, "ops", "--check", "desk_bad", "--plugin", "bad.dll", "--plugin", "desk.dll");
        var both = Tool.Json(await Tool.RunIn(_folder.Path, "ops", "--check", "--plugin", "bad.dll", "--plugin", "desk.dll", "--json"));

        Assert.Equal((0, "desk_scale  ok: 8 of 8 promises kept on 1 example\n", ""), (good.ExitCode, good.Output, good.Error));
        Assert.Equal((3, "1 operator of 1 broke a promise\n"), (bad.ExitCode, bad.Error));
        Assert.StartsWith("desk_bad  BROKEN: 6 of 8 promises kept on 1 example\n  gives the same for any cut of the batches: no\n    desk_bad: x with batches of 1: row 0\n", bad.Output, StringComparison.Ordinal);
        Assert.Equal([("desk_bad", false), ("desk_scale", true)], both.GetProperty("operators").EnumerateArray().Select(o => (o.GetProperty("name").GetString()!, o.GetProperty("ok").GetBoolean())));
    }

    [Theory]
    [InlineData("public override IReadOnlyList<PortShape> Bind(BindScope scope) => throw new InvalidOperationException(\"no luck\");",
        78, "desk.yaml:6:22: error SE8309: x: 'desk_bad' threw InvalidOperationException while it was bound: no luck; this is a bug in plug-in '{folder}desk.dll'\n")]
    [InlineData("public override void Open(OperatorContext context) => throw new InvalidOperationException(\"no luck\");", 1, "error SE9801: x: no luck\n")]
    [InlineData("public override int Process(int input, Rows rows, Output output) => throw new NullReferenceException(\"no luck\");", 1, "error SE9801: x: no luck\n")]
    [InlineData("public override void Advance(long at, Output output) => throw new OperationCanceledException(\"no luck\"); public override long NextTimer => 0;", 1, "error SE9801: x: no luck\n")]
    public async Task ExceptionOfAnOperator_EndsTheNodeAndNotTheProcess(string member, int exit, string error)
    {
        PluginAssembly.Compile(_folder.Path, "desk", PluginAssembly.Operator(
            member
            + (member.Contains(" Bind(", StringComparison.Ordinal) ? "" : " public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(scope.Input)];")
            + (member.Contains(" Process(", StringComparison.Ordinal) ? "" : " public override int Process(int input, Rows rows, Output output) => rows.Count;")));
        _folder.Write("desk.yaml", Pipeline.Replace("plugins/", "", StringComparison.Ordinal).Replace("desk_scale: { column: price }", "desk_bad: {}", StringComparison.Ordinal));
        _folder.Write("trades.jsonl", "{\"ts\":1700000000000000000,\"price\":1.5}\n{\"ts\":1700000000000000001,\"price\":-2}\n");

        var done = await Tool.RunIn(_folder.Path, "run", "desk.yaml");

        Assert.Equal((exit, error.Replace("{folder}", _folder.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal)), (done.ExitCode, done.Error));
    }

    [Fact]
    public async Task TwoPlugins_MayBringDifferentVersionsOfALibrary()
    {
        foreach (var (name, number) in new[] { ("one", 1), ("two", 2) })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
            var library = PluginAssembly.Compile(folder, "library", $"[assembly: System.Reflection.AssemblyVersion(\"{number}.0.0.0\")] public static class Library {{ public static int Number => {number}; }}");
            PluginAssembly.Compile(folder, "desk", PluginAssembly.Good.Replace("desk_scale", $"desk_{name}", StringComparison.Ordinal).Replace("options.By", "Library.Number", StringComparison.Ordinal), library);
        }

        _folder.Write("desk.yaml", """
            version: 1
            pipeline: desk
            plugins: [one/desk.dll, two/desk.dll]
            nodes:
              trades: { jsonl_file: { path: trades.jsonl, columns: { ts: timestamp, price: float64 } } }
              x: { from: trades, desk_one: { column: price } }
              y: { from: trades, desk_two: { column: price } }
              out_x: { from: x, csv_file: { path: x.csv } }
              out_y: { from: y, csv_file: { path: y.csv } }

            """);
        _folder.Write("trades.jsonl", "{\"ts\":1700000000000000000,\"price\":1.5}\n");

        var done = await Tool.RunIn(_folder.Path, "run", "desk.yaml");

        Assert.Equal("", done.Error);
        Assert.EndsWith(",1.5,1.5", File.ReadAllLines(Path.Combine(_folder.Path, "x.csv"))[^1], StringComparison.Ordinal);
        Assert.EndsWith(",1.5,3", File.ReadAllLines(Path.Combine(_folder.Path, "y.csv"))[^1], StringComparison.Ordinal);
    }
}
