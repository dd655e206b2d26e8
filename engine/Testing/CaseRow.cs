using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>A row given to a case, or one that came out of it.</summary>
/// <param name="At">Its stream time, ns.</param>
/// <param name="Values">Values by column of the schema, as <see cref="Data.Column.Value"/> gives them.</param>
/// <param name="Span">Where it is written; null for rows from files and runs.</param>
public sealed record CaseRow(long At, IReadOnlyList<object?> Values, Span? Span = null);
