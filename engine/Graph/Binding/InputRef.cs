using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>One name in <c>from</c>, as written.</summary>
/// <param name="Role">Its role, or null outside a map.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="Port">Name of the port, or null.</param>
/// <param name="Scalar">Where it stands.</param>
internal sealed record InputRef(string? Role, string Node, string? Port, YamlScalar Scalar);
