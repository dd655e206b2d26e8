namespace StreamEngine.Graph;

/// <summary>The nodes that one entry under <c>nodes</c> became: one, or one for each turn of <c>for_each</c>.</summary>
/// <param name="Name">The entry's name.</param>
/// <param name="IsMany">Whether it has <c>for_each</c>.</param>
internal sealed record NodeGroup(string Name, bool IsMany)
{
    /// <summary>The line it stands in; 0 when it is not known.</summary>
    public int Line { get; init; }

    /// <summary>The nodes, in the order of the values.</summary>
    public List<NodeInstance> Instances { get; } = [];
}
