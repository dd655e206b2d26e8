namespace StreamEngine.Runtime;

/// <summary>An edge of the graph at an instant.</summary>
/// <param name="From">The node its rows come from.</param>
/// <param name="Port">The port they leave by; empty for the main one.</param>
/// <param name="To">The node that reads.</param>
/// <param name="Role">The input they go to.</param>
/// <param name="Queue">The boundary they wait at, which edges from one port into one segment share; null inside a segment, where nothing waits.</param>
public sealed record EdgeView(string From, string Port, string To, string Role, EdgeState? Queue);
