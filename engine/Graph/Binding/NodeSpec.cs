using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>A node as written, with the names and values it sees, before it is bound.</summary>
internal sealed class NodeSpec
{
    /// <summary>The key under <c>nodes</c>.</summary>
    public required YamlScalar Key { get; init; }

    /// <summary>Its name in the whole pipeline: <c>flow(BTCUSDT)/book</c> for the node <c>book</c> of a template that <c>flow</c> uses once a symbol.</summary>
    public required string Name { get; init; }

    /// <summary>The names and values it sees.</summary>
    public required NodeScope Scope { get; init; }

    /// <summary>The verb with its options; null without one.</summary>
    public YamlEntry? Verb { get; set; }

    /// <summary>The inputs; null without <c>from</c>.</summary>
    public List<InputRef>? From { get; set; }

    /// <summary>The template input this node stands for: rows pass if they have the columns that it declares.</summary>
    public TemplateInput? Gate { get; init; }

    /// <summary>The attributes, <c>from</c> included.</summary>
    public Dictionary<string, YamlEntry> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Attributes that <c>defaults</c> gave, which have no effect where they have no meaning.</summary>
    public HashSet<string> Defaulted { get; } = new(StringComparer.Ordinal);

    /// <summary>Ports waved off where the template of this node is used.</summary>
    public HashSet<string> DroppedOutside { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether something in it was reported, so that the node is not bound.</summary>
    public bool IsBroken { get; set; }
}
