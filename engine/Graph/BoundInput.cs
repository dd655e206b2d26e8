using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>An input of a node as its operator sees it while binding.</summary>
/// <param name="Role">The role (<c>in</c> for the main input).</param>
/// <param name="Schema">The rows' schema; null when an optional input is not connected.</param>
public sealed record BoundInput(string Role, Schema? Schema);
