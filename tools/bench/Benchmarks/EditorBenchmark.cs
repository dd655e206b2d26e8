using System.Diagnostics;
using System.Text;
using StreamEngine.Bench.Editor;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>How much of the language an editor knows from <c>streamengine schema</c>, asked of <c>yaml-language-server</c>.</summary>
internal sealed class EditorBenchmark : Benchmark
{
    /// <inheritdoc/>
    public override string Name => "editor";

    /// <inheritdoc/>
    public override string What => "share of names completed and explained";

    /// <inheritdoc/>
    public override string Options => "(none)";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var registry = new OperatorRegistry(typeof(Sources.MarketSimulator).Assembly);
        var watch = Stopwatch.StartNew();
        var shares = await Measure(registry);
        var rows = new List<string[]> { new[] { "", "names", "completed", "explained" } };
        rows.AddRange(shares.Select(share => new[] { share.Kind, Figures.Count(share.Total), Percent(share, share.NotCompleted), Percent(share, share.NotHovered) }));
        report.Table([.. rows]);
        foreach (var name in shares.SelectMany(share => share.NotCompleted.Select(name => name + " is not completed").Concat(share.NotHovered.Select(name => name + " is not explained"))))
        {
            report.Line("  " + name);
        }

        report.Line($"  yaml-language-server over stdio, {watch.Elapsed.TotalSeconds:0.0} s in all");
        report.Goal("every name completed and explained", shares.All(share => share.NotCompleted.Count + share.NotHovered.Count == 0), Total(shares));
    }

    /// <summary>Starts a server in a folder of its own, gives it the schema, and asks for every name.</summary>
    public static async Task<IReadOnlyList<EditorShare>> Measure(OperatorRegistry registry)
    {
        var folder = Directory.CreateTempSubdirectory("editor-");
        try
        {
            var schema = Path.Combine(folder.FullName, "schema.json");
            await File.WriteAllTextAsync(schema, PipelineSchema.Of(registry).ToJsonString(), new UTF8Encoding(false));
            await using var server = await LanguageServer.Start(Program(), folder.FullName);
            return await new EditorStudy(server, registry, "# yaml-language-server: $schema=./schema.json").Run();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The server that <c>eng/setup.sh test</c> installed.</summary>
    /// <exception cref="FileNotFoundException">It was not.</exception>
    public static string Program()
    {
        var program = Path.Combine(Root(), "tests", "js-editor", "node_modules", "yaml-language-server", "bin", "yaml-language-server");
        return File.Exists(program) ? program : throw new FileNotFoundException("tests/js-editor/node_modules has no yaml-language-server: install it with ./eng/setup.sh test");
    }

    /// <summary>The folder of the repository, found upwards from the program.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "StreamEngine.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the program does not stand inside the repository");
        }

        return folder;
    }

    private static string Percent(EditorShare share, IReadOnlyList<string> missing) => share.Total == 0 ? "-" : $"{100.0 * (share.Total - missing.Count) / share.Total:0.0} %";

    private static string Total(IReadOnlyList<EditorShare> shares) =>
        $"{shares.Sum(s => s.Total - s.NotCompleted.Count)} and {shares.Sum(s => s.Total - s.NotHovered.Count)} of {shares.Sum(s => s.Total)}";
}
