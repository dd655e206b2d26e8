namespace StreamEngine.Runtime;

/// <summary>A node failed for a reason that is not one row's: the run ends.</summary>
public sealed class NodeFailedException(string node, Exception cause) : Exception($"{node}: {cause.Message}", cause)
{
    /// <summary>The node.</summary>
    public string Node => node;
}
