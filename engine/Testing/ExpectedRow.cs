using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>An expected row: the columns it names.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Span">Where it stands.</param>
public sealed record ExpectedRow(IReadOnlyList<ExpectedCell> Cells, Span Span);
