using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The top of a pipeline or template file, taken apart.</summary>
internal sealed record TopSpec(string Name, YamlMap Top, IReadOnlyList<YamlEntry> Nodes)
{
    /// <summary>Whether it is a template: a graph with inputs and outputs that others use.</summary>
    public bool IsTemplate { get; init; }

    /// <summary>The key <c>use</c>.</summary>
    public YamlMap? Use { get; init; }

    /// <summary>The key <c>params</c>.</summary>
    public YamlMap? Params { get; init; }

    /// <summary>The names under <c>secrets</c>.</summary>
    public IReadOnlySet<string> Secrets { get; init; } = new HashSet<string>();

    /// <summary>The key <c>profiles</c>.</summary>
    public YamlMap? Profiles { get; init; }

    /// <summary>The key <c>time</c>.</summary>
    public YamlMap? Time { get; init; }

    /// <summary>The key <c>defaults</c>.</summary>
    public YamlMap? Defaults { get; init; }

    /// <summary>The key <c>dead_letters</c>.</summary>
    public YamlEntry? DeadLetters { get; init; }

    /// <summary>The key <c>inputs</c> of a template.</summary>
    public YamlMap? Inputs { get; init; }

    /// <summary>The key <c>outputs</c> of a template.</summary>
    public YamlEntry? Outputs { get; init; }
}
