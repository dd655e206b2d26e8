using System.Text;
using System.Text.RegularExpressions;
using StreamEngine.Bench.Docs;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Conformance;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Docs;

/// <summary>
/// Every YAML block of the pages that is no refused one is run to its end at replay speed, with every row accounted for: a file as it stands, nodes over the standard streams with something behind each. Files with
/// cases are run by their cases (<see cref="CaseBlockTests"/>).
/// </summary>
public sealed partial class YamlRunTests(ITestOutputHelper log)
{
    public static TheoryData<string> Blocks =>
        [.. DocPages.Blocks.Where(b => b.Language == "yaml" && !b.Has("fragment") && b.Value("error") is null && !CaseBlockTests.HasCases(b)).Select(b => b.Place)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Block_RunsToItsEnd(string place)
    {
        var block = DocPages.Blocks.Single(b => b.Place == place);
        using var folder = new ExampleFolder();
        var isFile = block.Text.Contains("version:", StringComparison.Ordinal);
        var text = isFile ? block.Text + "\n" : YamlBlockTests.Fragment(block.Text + Collectors(block), folder);
        if (OfRecordings().IsMatch(block.Text))
        {
            // blocks over real files name them from the folder of recordings
            var recordings = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data"));
            if (!Directory.Exists(recordings))
            {
                log.WriteLine($"{place}: not run: ../shared/data not found");
                return;
            }

            // what the page says goes to port `error` is collected with the dead letters
            text = text.Replace(ExampleFolder.Data, recordings, StringComparison.Ordinal) + $"dead_letters: {{ test_collect: {TestRows.Empty().Name} }}\n";
        }

        ExampleFolder.Prepare(block.Text);
        var problems = new Problems();
        var settings = new BindSettings { Environment = _ => ExampleFolder.Data + "/trades.jsonl" };
        var bound = PipelineFile.Bind("pipeline.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, settings, problems);
        Assert.True(bound is not null, $"{place}: {string.Join('\n', problems.InOrder().Select(ProblemText.Line))}");

        var options = new RunOptions { Clock = TimeProvider.System, IsReplay = true, Pool = new BufferPool(overwrite: true) };
        await using var run = StreamEngine.Runtime.Run.Open(Planner.Make(bound!), options);
        var summary = await run.Execute().WaitAsync(Patience.Hang); // a page's pipeline ends

        Assert.True(summary.Failure is null, $"{place}: {summary.Failure}");
        Assert.Empty(summary.Unaccounted);
        Assert.True(summary.Nodes.Any(n => n.Counters.Out > 0 || n.Counters.Used > 0), $"{place}: no row came");
    }

    /// <summary>Sinks for the nodes of a block, without which nothing would be computed.</summary>
    private static string Collectors(DocBlock block)
    {
        var read = YamlReader.Read("block.yaml", Encoding.UTF8.GetBytes(block.Text + "\n"), new Problems());
        Assert.True(read is not null, $"{block.Place}: the nodes cannot be read");
        var text = new StringBuilder();
        foreach (var node in read!.Entries)
        {
            var map = (YamlMap)node.Value;
            var verb = map.Entries.Select(e => PipelineRun.Registry.Find(e.Name, map.TryGet("from", out _))).FirstOrDefault(o => o is not null);
            if (verb?.Kind == OperatorKind.Sink)
            {
                continue;
            }

            var port = verb is null || verb.Ports.Any(p => p.Name.Length == 0) ? "" : "." + verb.Ports[0].Name;
            text.Append($"\ncollect_{node.Name}: {{ from: {node.Name}{port}, test_collect: {TestRows.Empty().Name} }}");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\$data/[^/\s,]+/")]
    private static partial Regex OfRecordings();
}
