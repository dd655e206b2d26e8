namespace StreamEngine.Graph;

/// <summary>A port of a bound node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Port">Position among its ports.</param>
public sealed record PortRef(BoundNode Node, int Port)
{
    /// <inheritdoc/>
    public override string ToString() => Node.Ports[Port].Name.Length == 0 ? Node.Name : $"{Node.Name}.{Node.Ports[Port].Name}";
}
