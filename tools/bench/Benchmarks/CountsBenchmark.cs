using StreamEngine.Bench.Docs;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Benchmarks;

/// <summary>What there is: error codes, operators with a worked example, blocks of the pages run and not run, lines of the shipped pipelines.</summary>
internal sealed class CountsBenchmark : Benchmark
{
    private static readonly string[] Shells = ["console", "sh", "bash"];

    /// <inheritdoc/>
    public override string Name => "counts";

    /// <inheritdoc/>
    public override string What => "codes, operators, blocks of the pages, lines of YAML";

    /// <inheritdoc/>
    public override string Options => "(none)";

    /// <inheritdoc/>
    public override Task Run(Arguments arguments, Report report)
    {
        var root = EditorBenchmark.Root();
        Codes(report);
        Operators(report);
        Blocks(report, Docs.DocPages.Blocks(root));
        Pipelines(report, root);
        return Task.CompletedTask;
    }

    private static void Codes(Report report)
    {
        _ = Cli.RunCodes.Bug; // its assembly must be loaded for its codes to count
        _ = typeof(Sources.MarketSimulator).Assembly.GetTypes().Length; // and those of the operators
        var families = ErrorCodes.All.GroupBy(code => code.Code[..3]).Select(family => $"{family.Key} {family.Count()}");
        report.Line($"error codes             {ErrorCodes.All.Count,5}   {string.Join(", ", families)}");
    }

    private static void Operators(Report report)
    {
        var all = new OperatorRegistry(typeof(Sources.MarketSimulator).Assembly).All;
        report.Line($"operators               {all.Count,5}   {string.Join(", ", all.GroupBy(op => op.Kind).Select(kind => $"{kind.Count()} {kind.Key.ToString().ToLowerInvariant()}s"))}");
        report.Line($"with a worked example   {all.Count(op => op.Examples.Count > 0),5}   {all.Sum(op => op.Examples.Count)} examples");
    }

    private static void Blocks(Report report, IReadOnlyList<DocBlock> blocks)
    {
        var shell = blocks.Where(block => Shells.Contains(block.Language)).ToList();
        var yaml = blocks.Where(block => block.Language == "yaml").ToList();
        var text = blocks.Count - shell.Count - yaml.Count;
        report.Line($"blocks in the pages     {blocks.Count,5}   {shell.Count} of commands, {yaml.Count} of YAML, {text} of text and code shown with them");
        report.Line($"  commands run          {shell.Where(IsRun).Sum(Commands),5}   in {shell.Count(IsRun)} blocks");
        report.Line($"  commands not run      {shell.Where(block => !IsRun(block)).Sum(Commands),5}   in {shell.Count(block => !IsRun(block))} blocks");
        report.Line($"  YAML blocks run       {yaml.Count(block => IsRun(block) && block.Value("error") is null),5}");
        report.Line($"  YAML blocks refused   {yaml.Count(block => block.Value("error") is not null),5}   with exactly the error the page shows");
        report.Line($"  YAML blocks not run   {yaml.Count(block => !IsRun(block)),5}");
        foreach (var block in shell.Concat(yaml).Where(block => !IsRun(block)))
        {
            report.Line($"    {block.Place}: {block.Value("reason")}");
        }
    }

    private static void Pipelines(Report report, string root)
    {
        var rows = new List<string[]> { new[] { "pipeline", "lines", "without comments and blank ones" } };
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, "pipelines"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var lines = File.ReadAllLines(path);
            rows.Add([Path.GetRelativePath(root, path), Figures.Count(lines.Length), Figures.Count(lines.Count(line => line.Trim() is { Length: > 0 } text && text[0] != '#'))]);
        }

        report.Table([.. rows]);
    }

    private static bool IsRun(DocBlock block) => !block.Has("norun") && !block.Has("fragment");

    private static int Commands(DocBlock block) => block.Text.Split('\n').Count(line => line.StartsWith("$ ", StringComparison.Ordinal));
}
