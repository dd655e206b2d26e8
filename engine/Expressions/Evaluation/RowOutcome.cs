namespace StreamEngine.Expressions;

/// <summary>What a chain of steps makes of a row.</summary>
/// <param name="Step">The step that dropped the row; −1 when it passed.</param>
/// <param name="Expression">The expression that failed; null when the row passed or was filtered.</param>
/// <param name="Reason">Why.</param>
/// <param name="Values">Values of the last step's columns; empty when the row did not pass.</param>
public sealed record RowOutcome(int Step, string? Expression, string? Reason, IReadOnlyDictionary<string, object?> Values);
