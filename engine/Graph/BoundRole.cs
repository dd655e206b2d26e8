using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>One input of a node.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Ports">What is merged into it, in rank order; empty when an optional input is not connected.</param>
/// <param name="Schema">Schema of the rows; null when not connected.</param>
public sealed record BoundRole(string Role, IReadOnlyList<PortRef> Ports, Schema? Schema);
