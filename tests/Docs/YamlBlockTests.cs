using System.Text;
using StreamEngine.Bench.Docs;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Tests.Conformance;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Docs;

/// <summary>
/// Every YAML block in the pages is bound. A block that starts a file (<c>version:</c>) must have no problems; any other is nodes over the standard streams of
/// <see cref="ReferenceStreams"/>. <c>error=SE3102</c> behind the fence says that exactly this is reported, and where the page shows the message it must be the real one.
/// </summary>
public sealed class YamlBlockTests
{
    private const int Indent = 2;

    public static TheoryData<string> Blocks => [.. DocPages.Blocks.Where(b => b.Language == "yaml" && !b.Has("fragment") && !CaseBlockTests.IsTestFile(b)).Select(b => b.Place)];

    [Fact]
    public void BlocksThatAreNotBound_SayWhy() =>
        Assert.DoesNotContain(DocPages.Blocks, b => b.Language == "yaml" && b.Has("fragment") && string.IsNullOrWhiteSpace(b.Value("reason")));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_BindsAsThePageSays(string place)
    {
        var block = DocPages.Blocks.Single(b => b.Place == place);
        var found = Problems(block);
        var expected = block.Value("error");
        Assert.True(
            expected is null ? found.Count == 0 : found.Count == 1 && found[0].Code == expected,
            $"{place}: {(expected is null ? "no problem" : $"exactly {expected}")} expected, found\n{string.Join('\n', found.Select(ProblemText.Line))}");
        var shown = MessageBehind(block);
        Assert.True(expected is null || shown == Message(block, found[0]), $"{place}: the page does not show\n{(found.Count > 0 ? Message(block, found[0]) : "")}\nbut\n{shown}");
    }

    private static bool IsFile(DocBlock block) => block.Text.Contains("version:", StringComparison.Ordinal);

    /// <summary>The message as a user sees it; its place in a block of nodes counts from the block's first line.</summary>
    private static string Message(DocBlock block, Problem problem)
    {
        var line = ProblemText.Line(problem);
        using var folder = new ExampleFolder();
        var before = IsFile(block) ? 0 : Fragment(block.Text, folder).Split('\n').Length - block.Text.Split('\n').Length - 1;
        var place = $"pipeline.yaml:{problem.Span.Line}:{problem.Span.Column}:";
        Assert.StartsWith(place, line, StringComparison.Ordinal);
        return $"pipeline.yaml:{problem.Span.Line - before}:{problem.Span.Column - (before > 0 ? Indent : 0)}:{line[place.Length..]}";
    }

    private static List<Problem> Problems(DocBlock block)
    {
        using var folder = new ExampleFolder();
        var text = IsFile(block) ? block.Text + "\n" : Fragment(block.Text, folder);
        var problems = new Problems();
        var settings = new BindSettings { Environment = _ => "value" };
        PipelineFile.Bind("pipeline.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, settings, problems);
        return [.. problems.InOrder().Where(p => IsFile(block) || p.Code != GraphCodes.NoNodes)]; // nodes of a fragment need no sink
    }

    internal static string Fragment(string nodes, ExampleFolder folder)
    {
        var names = nodes.Split('\n').Where(l => l.Length > 0 && l[0] is not (' ' or '#')).Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var streams = ReferenceStreams.All.Where(s => nodes.Contains(s.Key, StringComparison.Ordinal) && !names.Contains(s.Key))
            .Select(s => $"{s.Key}: {{ test_rows: {{ rows: {s.Value.Name} }} }}");
        return new PipelineRun { Head = folder.Head }.Nodes(string.Join('\n', streams)).Nodes(nodes).Text;
    }

    /// <summary>The text block that follows on the same page: the message a user sees.</summary>
    private static string? MessageBehind(DocBlock block)
    {
        var next = DocPages.Blocks.SkipWhile(b => b != block).Skip(1).FirstOrDefault();
        return next is { Language: "text" } && next.Place.Split(':')[0] == block.Place.Split(':')[0] ? next.Text.TrimEnd() : null;
    }
}
