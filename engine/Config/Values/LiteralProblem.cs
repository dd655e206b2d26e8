namespace StreamEngine.Config;

/// <summary>Why a text is not the literal that was asked for.</summary>
/// <param name="Code">The code to report it under.</param>
/// <param name="Message">What is wrong or allowed, to stand behind <c>option 'x' is 5; </c>.</param>
/// <param name="Help">What was probably meant; null when unknown.</param>
public sealed record LiteralProblem(string Code, string Message, Suggestion? Help = null);
