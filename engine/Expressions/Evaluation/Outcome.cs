namespace StreamEngine.Expressions;

/// <summary>What an expression gives for a row: a value (<c>bool</c>, <c>long</c>, <c>double</c>, <c>decimal</c>, <c>string</c>, or an array for a vector), null, or a failure with its reason.</summary>
/// <param name="Value">The value, or null.</param>
/// <param name="Failure">Why the row failed; null when it did not.</param>
public readonly record struct Outcome(object? Value, string? Failure = null)
{
    /// <summary>A failure.</summary>
    public static Outcome Failed(string reason) => new(null, reason);
}
