namespace StreamEngine.Graph;

/// <summary>One turn of <c>for_each</c>.</summary>
/// <param name="Values">The values of its variables as written.</param>
/// <param name="Scope">What the node sees in it.</param>
internal sealed record Turn(IReadOnlyList<string> Values, NodeScope Scope);
