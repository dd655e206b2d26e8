using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Bench.Study;

/// <summary>A good file with all that is known about it: tree, places, the bound pipeline.</summary>
internal sealed class StudyFile
{
    private readonly Dictionary<string, BoundNode> _bound;

    /// <summary>Reads and binds a good file.</summary>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public StudyFile(string path, string text)
    {
        Path = path;
        Text = text;
        Source = new SourceText(path, text);
        Top = Validation.Read(path, text);
        Settings = Validation.SettingsFor(Top);
        Bound = Validation.BindGood(path, text, Settings);
        _bound = Bound.Nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
        Plan = CanonicalPlan.Of(Bound);
        Nodes = Top.TryGet("nodes", out var nodes) && nodes.Value is YamlMap map ? map : throw new InvalidDataException($"{path} has no nodes");
        References = [.. NodeReference.Of(this)];
    }

    /// <summary>The shipped pipelines.</summary>
    public static IReadOnlyList<StudyFile> Shipped() => [.. Repository.Pipelines.Select(path => new StudyFile(path, Repository.Text(path)))];

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

    /// <summary>A bound node; null when the plan has none of the name.</summary>
    public BoundNode? Node(string name) => _bound.GetValueOrDefault(name);

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
