namespace StreamEngine.Graph;

/// <summary>Where the rows of an answer node come from.</summary>
/// <param name="Node">Name of the operator that answers.</param>
/// <param name="Port">Its answer port.</param>
public sealed record AnswerPort(string Node, string Port);
