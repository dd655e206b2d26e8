using System.Text;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Tests.Docs;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>The mappings of docs/formats.md over the recordings they name.</summary>
internal static class MappedRecordings
{
    private static readonly string Data = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", "data"));

    private static readonly Lazy<BoundPipeline> Page = new(Bind);

    /// <summary>Whether the recordings are there.</summary>
    public static bool AreThere => Directory.Exists(Path.Combine(Data, "nautilus"));

    /// <summary>Names of the nodes of the page.</summary>
    public static IEnumerable<string> Nodes => Page.Value.Nodes.Select(node => node.Name).Where(name => name != "out");

    /// <summary>A path of a recording.</summary>
    public static string At(string file) => Path.Combine(Data, file);

    /// <summary>The options of a node of the page.</summary>
    public static T Options<T>(string node) where T : class =>
        Page.Value.Nodes.Single(n => n.Name == node).Options as T ?? throw new InvalidOperationException($"{node} has other options");

    private static BoundPipeline Bind()
    {
        var nodes = string.Join('\n', DocPages.Blocks.Where(b => b.Language == "yaml" && b.Place.StartsWith("docs/formats.md", StringComparison.Ordinal)).Select(b => b.Text));
        var text = $"version: 1\npipeline: formats\nparams:\n  data: {{ type: path, default: \"{Data}\" }}\nnodes:\n  {nodes.ReplaceLineEndings("\n  ")}\n  out: {{ from: bars, console: {{}} }}\n";
        var problems = new Problems();
        var bound = PipelineFile.Bind("formats.yaml", Encoding.UTF8.GetBytes(text), PipelineRun.Registry, new BindSettings(), problems);
        return bound ?? throw new InvalidOperationException(string.Join('\n', problems.InOrder().Select(ProblemText.Line)));
    }
}
