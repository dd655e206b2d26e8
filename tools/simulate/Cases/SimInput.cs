namespace StreamEngine.Simulation.Cases;

/// <summary>One input of a node.</summary>
/// <param name="Role">Its role; empty where the verb has one input without a name.</param>
/// <param name="Ports">What it reads, <c>node</c> or <c>node.port</c>, in rank order.</param>
internal sealed record SimInput(string Role, IReadOnlyList<string> Ports);
