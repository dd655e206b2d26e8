using System.Diagnostics.CodeAnalysis;

namespace StreamEngine.Config;

/// <summary>Keys with values, in the order of the file; no key twice.</summary>
public sealed class YamlMap : YamlNode
{
    private readonly Dictionary<string, YamlEntry> _byName;

    /// <summary>Makes a map of entries with different keys.</summary>
    public YamlMap(IReadOnlyList<YamlEntry> entries, Span span)
        : base(span)
    {
        Entries = entries;
        _byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The entries.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; }

    /// <inheritdoc/>
    public override string Shown => "a map";

    /// <summary>Finds the entry with this key.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out YamlEntry? entry) => _byName.TryGetValue(name, out entry);
}
