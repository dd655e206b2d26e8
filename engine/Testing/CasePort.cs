using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>A place in the graph where rows are given or expected.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Port">Position of the port; −1 for what a sink takes.</param>
/// <param name="Name">As written: <c>node</c> or <c>node.port</c>.</param>
/// <param name="Schema">Schema of the rows.</param>
public sealed record CasePort(string Node, int Port, string Name, Schema Schema);
