using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The top of a pipeline file, taken apart.</summary>
internal sealed record TopSpec(
    string Name, YamlMap? Params, IReadOnlySet<string> Secrets, YamlMap? Time, YamlMap? Defaults, IReadOnlyList<YamlEntry> Nodes, YamlEntry? DeadLetters);
