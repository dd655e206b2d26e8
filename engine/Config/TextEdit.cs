namespace StreamEngine.Config;

/// <summary>A change of a file that mends a problem: the characters of a place replaced by others.</summary>
/// <param name="Span">What is replaced; an empty place inserts.</param>
/// <param name="Text">What stands there afterwards.</param>
public sealed record TextEdit(Span Span, string Text);
