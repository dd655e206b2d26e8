using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>A good file with all that is known about it: tree, places, the bound pipeline.</summary>
internal sealed class StudyFile
{
    private readonly Dictionary<string, BoundNode> _bound;

    /// <summary>Reads and binds a good file.</summary>
    /// <param name="path">Its path from the root of the repository.</param>
    /// <param name="text">Its text.</param>
    /// <param name="host">The pipeline that uses it; null for what is no template.</param>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public StudyFile(string path, string text, StudyFile? host = null)
    {
        Host = host;
        Path = path;
        Text = text;
        Source = new SourceText(path, text);
        Top = Validation.Read(path, text);
        Settings = Validation.SettingsFor(Top);
        Bound = Validation.BindGood(path, text, Settings);
        _bound = Bound.Nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
        Plan = host?.Plan ?? CanonicalPlan.Of(Bound);
        Nodes = Top.TryGet("nodes", out var nodes) && nodes.Value is YamlMap map ? map : throw new InvalidDataException($"{path} has no nodes");
        References = [.. NodeReference.Of(this)];
    }

    /// <summary>The shipped pipelines, and each template by the first pipeline that uses it.</summary>
    public static IReadOnlyList<StudyFile> Shipped()
    {
        List<StudyFile> pipelines = [.. Repository.Pipelines.Select(path => new StudyFile(path, Repository.Text(path)))];
        var templates = Repository.Templates.Select(path => new StudyFile(path, Repository.Text(path), pipelines.First(p => p.Uses(path))));
        return [.. pipelines, .. templates];
    }

    /// <summary>The pipeline that uses it; null for what is no template.</summary>
    public StudyFile? Host { get; }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>Its lines.</summary>
    public SourceText Source { get; }

    /// <summary>Its tree.</summary>
    public YamlMap Top { get; }

    /// <summary>What stands under <c>nodes</c>.</summary>
    public YamlMap Nodes { get; }

    /// <summary>What it is bound with.</summary>
    public BindSettings Settings { get; }

    /// <summary>What it means.</summary>
    public BoundPipeline Bound { get; }

    /// <summary>The same as text.</summary>
    public string Plan { get; }

    /// <summary>All names in <c>from</c>.</summary>
    public IReadOnlyList<NodeReference> References { get; }

    /// <summary>A bound node, of a <c>for_each</c> the first; null when the plan has none of the name.</summary>
    public BoundNode? Node(string name) => _bound.GetValueOrDefault(name) ?? Bound.Nodes.FirstOrDefault(n => n.Name.StartsWith(name + "(", StringComparison.Ordinal) && n.Name.EndsWith(')'));

    /// <summary>The variable of a node's <c>for_each</c>; null without one.</summary>
    public string? Variable(string node) =>
        Nodes.TryGet(node, out var entry) && entry.Value is YamlMap body && body.TryGet("for_each", out var each) && each.Value is YamlMap { Entries: [var first, ..] } ? first.Name : null;

    /// <summary>How one node is named in <c>from</c> of another that has the same <c>for_each</c>, or as little of one.</summary>
    public string RefTo(string node, string port = "") => node + (Variable(node) is { } variable ? $"(${variable})" : "") + (port.Length > 0 ? "." + port : "");

    /// <summary>Binds the file with another text: a template in the pipeline that uses it.</summary>
    public BoundPipeline? Bind(string text, Problems problems)
    {
        if (Host is null)
        {
            return Validation.Bind(Path, text, Settings, problems);
        }

        var read = Host.Settings.ReadFile;
        return Validation.Bind(Host.Path, Host.Text, Host.Settings with { ReadFile = path => path == Path ? System.Text.Encoding.UTF8.GetBytes(text) : read(path) }, problems);
    }

    /// <summary>The offset at which something starts.</summary>
    public int Start(YamlNode node) => Source.StartOf(node.Span.Line) + node.Span.Column - 1;

    /// <summary>The offset behind something.</summary>
    public int End(YamlNode node) => Source.StartOf(node.Span.EndLine) + node.Span.EndColumn - 1;

    /// <summary>The offset at which a part of a scalar starts; −1 when it does not stand in the file as it is read.</summary>
    public int Start(YamlScalar scalar, int at, string part)
    {
        var span = scalar.At(at, part.Length);
        var start = Source.StartOf(span.Line) + span.Column - 1;
        return start + part.Length <= Text.Length && Text.AsSpan(start, part.Length).SequenceEqual(part) ? start : -1;
    }

    private bool Uses(string template) => Text.Contains(System.IO.Path.GetRelativePath("pipelines", template), StringComparison.Ordinal);

    /// <summary>Whether a map stands in <c>{ }</c>.</summary>
    public bool IsFlow(YamlMap map) => Text[Start(map)] == '{';

    /// <summary>Names of the nodes behind a node, itself among them.</summary>
    public HashSet<string> Downstream(string node)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { node };
        while (References.Any(r => found.Contains(r.Target) && found.Add(r.Node)))
        {
        }

        return found;
    }
}
