namespace StreamEngine.Conformance;

/// <summary>Whether an operator keeps one promise on one example.</summary>
/// <param name="Promise">What is promised.</param>
/// <param name="Example">The example.</param>
/// <param name="Broken">What was seen instead; null when the promise is kept.</param>
public sealed record PromiseResult(string Promise, string Example, string? Broken);
