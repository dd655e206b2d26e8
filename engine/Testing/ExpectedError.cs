using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>The error a case expects, from reading the pipeline or from running it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Span">Where the code stands.</param>
/// <param name="At"><c>line:column</c> in the pipeline file; null for anywhere.</param>
/// <param name="Contains">A part of the message; null for any.</param>
public sealed record ExpectedError(string Code, Span Span, string? At, string? Contains);
