namespace StreamEngine.Config;

/// <summary>A key of a map with its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    /// <summary>The text of the key.</summary>
    public string Name => Key.Value;
}
