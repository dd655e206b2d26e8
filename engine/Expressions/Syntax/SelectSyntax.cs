namespace StreamEngine.Expressions;

/// <summary>A parsed select block.</summary>
/// <param name="Text">The block as written; expressions point into it.</param>
/// <param name="Lines">Its lines, in order.</param>
public sealed record SelectSyntax(string Text, IReadOnlyList<SelectLine> Lines);
