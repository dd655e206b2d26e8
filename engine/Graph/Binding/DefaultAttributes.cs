using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>Gives nodes the attributes of <c>defaults</c> that they do not set themselves.</summary>
internal sealed class DefaultAttributes(YamlMap? defaults)
{
    public void Apply(NodeSpec spec)
    {
        foreach (var entry in defaults?.Entries.Where(e => Attributes.Defaults.Contains(e.Name)) ?? [])
        {
            if (spec.Attributes.TryAdd(entry.Name, entry))
            {
                spec.Defaulted.Add(entry.Name);
            }
        }
    }
}
