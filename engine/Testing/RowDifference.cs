namespace StreamEngine.Testing;

/// <summary>A row that is not as expected.</summary>
/// <param name="Number">Its number among the rows that came, from 1; of a missing one, where it should stand.</param>
/// <param name="Expected">The expected row; null for one too many.</param>
/// <param name="Got">The row; null for a missing one.</param>
/// <param name="Cells">Positions of the cells of <paramref name="Expected"/> that differ.</param>
public sealed record RowDifference(int Number, ExpectedRow? Expected, CaseRow? Got, IReadOnlyList<int> Cells);
