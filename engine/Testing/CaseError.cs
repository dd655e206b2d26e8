namespace StreamEngine.Testing;

/// <summary>A run that failed, as it is told.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Place"><c>file:line:column</c> of the node; null when that says nothing.</param>
/// <param name="Text">The whole message on one line, place and code included.</param>
public sealed record CaseError(string Code, string? Place, string Text);
