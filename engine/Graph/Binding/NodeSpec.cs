using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>A node as written, before anything is resolved.</summary>
internal sealed class NodeSpec
{
    /// <summary>The key under <c>nodes</c>.</summary>
    public required YamlScalar Key { get; init; }

    /// <summary>The verb with its options; null without one.</summary>
    public YamlEntry? Verb { get; set; }

    /// <summary>The inputs; null without <c>from</c>.</summary>
    public List<InputRef>? From { get; set; }

    /// <summary>The attributes, <c>from</c> included.</summary>
    public Dictionary<string, YamlEntry> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Attributes that <c>defaults</c> gave, which have no effect where they have no meaning.</summary>
    public HashSet<string> Defaulted { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether something in it was reported, so that the node is not bound.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The node's name.</summary>
    public string Name => Key.Value;
}
