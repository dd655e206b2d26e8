using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>What nodes of one file, template use or turn of <c>for_each</c> see: the nodes they may read, and the values of params.</summary>
internal sealed class NodeScope
{
    private readonly NodeScope? _around;

    /// <summary>The nodes of a file or of one use of a template.</summary>
    /// <param name="prefix">What stands before their names: <c>flow/</c>, or nothing.</param>
    /// <param name="values">Params, environment, secrets.</param>
    /// <param name="usedAt">Where the template is used, innermost first.</param>
    public NodeScope(string prefix, ValueResolver values, IReadOnlyList<Span> usedAt)
    {
        Prefix = prefix;
        Values = values;
        UsedAt = usedAt;
        Groups = new Dictionary<string, NodeGroup>(StringComparer.Ordinal);
    }

    private NodeScope(NodeScope around, ValueResolver values)
    {
        _around = around;
        Prefix = around.Prefix;
        Values = values;
        UsedAt = around.UsedAt;
        Groups = around.Groups;
    }

    /// <summary>What stands before the names of its nodes.</summary>
    public string Prefix { get; }

    /// <summary>Params, environment, secrets.</summary>
    public ValueResolver Values { get; }

    /// <summary>Where the template is used, innermost first; empty in the pipeline itself.</summary>
    public IReadOnlyList<Span> UsedAt { get; }

    /// <summary>The nodes that can be read, by the name they have here.</summary>
    public Dictionary<string, NodeGroup> Groups { get; }

    /// <summary>Whether this is the pipeline itself, and not inside a template.</summary>
    public bool IsTop => UsedAt.Count == 0 && (_around?.IsTop ?? true);

    /// <summary>The same nodes with other values: a turn of <c>for_each</c>.</summary>
    public NodeScope With(ValueResolver values) => new(this, values);
}
