namespace StreamEngine.Expressions;

/// <summary>Something wrong in an expression, with its place in the text.</summary>
/// <param name="Code">Code of <see cref="ExpressionErrors"/>.</param>
/// <param name="Offset">First character, from 0.</param>
/// <param name="Length">Characters.</param>
/// <param name="Message">What was found and what is allowed.</param>
/// <param name="Help">What to write instead, if that is known.</param>
public sealed record ExpressionProblem(string Code, int Offset, int Length, string Message, Config.Suggestion? Help = null);
