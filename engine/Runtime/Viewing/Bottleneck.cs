namespace StreamEngine.Runtime;

/// <summary>The node that limits a pipeline.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Why">By which figures.</param>
public sealed record Bottleneck(string Node, string Why);
