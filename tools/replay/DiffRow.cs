namespace StreamEngine.Replay;

/// <summary>Two rows that differ, or one that the other file lacks.</summary>
/// <param name="RowA">Its number in the first file, from 1; null when it is only in the second.</param>
/// <param name="RowB">Its number in the second file.</param>
/// <param name="Cells">The columns both files have, in order.</param>
public sealed record DiffRow(long? RowA, long? RowB, IReadOnlyList<DiffCell> Cells)
{
    /// <summary>Whether both files have the row.</summary>
    public bool IsPair => RowA is not null && RowB is not null;
}
