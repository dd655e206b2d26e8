namespace StreamEngine.Expressions;

/// <summary>What an error code means, for <c>explain</c>.</summary>
/// <param name="Code"><c>SE</c> and four digits.</param>
/// <param name="Title">The rule that was broken.</param>
/// <param name="Cause">How it comes about.</param>
/// <param name="Fix">What to write.</param>
/// <param name="Example">An expression that is refused with this code.</param>
public sealed record ExpressionCode(string Code, string Title, string Cause, string Fix, string Example);
