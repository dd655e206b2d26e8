using System.Text;
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
    public static TheoryData<string> Blocks => [.. DocPages.Blocks.Where(b => b.Language == "yaml").Select(b => b.Place)];

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
        if (expected is not null)
        {
            Assert.Equal(ProblemText.Line(found[0]), MessageBehind(block));
        }
    }

    private static List<Problem> Problems(DocBlock block)
    {
        using var folder = new ExampleFolder();
        var isFile = block.Text.Contains("version:", StringComparison.Ordinal);
        var text = isFile ? block.Text + "\n" : Fragment(block.Text, folder);
        var problems = new Problems();
        var settings = new BindSettings { Environment = _ => "value" };
        PipelineFile.Bind("pipeline.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, settings, problems);
        return [.. problems.InOrder().Where(p => isFile || p.Code != GraphCodes.NoNodes)]; // nodes of a fragment need no sink
    }

    private static string Fragment(string nodes, ExampleFolder folder)
    {
        var names = nodes.Split('\n').Where(l => l.Length > 0 && l[0] is not (' ' or '#')).Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var streams = ReferenceStreams.All.Where(s => nodes.Contains(s.Key, StringComparison.Ordinal) && !names.Contains(s.Key))
            .Select(s => $"{s.Key}: {{ test_rows: {{ rows: {TestRows.Add(s.Value.Schema, s.Value.Rows)} }} }}");
        return new PipelineRun { Head = folder.Head }.Nodes(string.Join('\n', streams)).Nodes(nodes).Text;
    }

    /// <summary>The text block that follows on the same page: the message a user sees.</summary>
    private static string? MessageBehind(DocBlock block)
    {
        var next = DocPages.Blocks.SkipWhile(b => b != block).Skip(1).FirstOrDefault();
        return next is { Language: "text" } && next.Place.Split(':')[0] == block.Place.Split(':')[0] ? next.Text.TrimEnd() : null;
    }
}
