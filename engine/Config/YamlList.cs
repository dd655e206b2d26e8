namespace StreamEngine.Config;

/// <summary>A list of values, in the order of the file.</summary>
public sealed class YamlList(IReadOnlyList<YamlNode> items, Span span) : YamlNode(span)
{
    /// <summary>The values.</summary>
    public IReadOnlyList<YamlNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string Shown => "a list";
}
