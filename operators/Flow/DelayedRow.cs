namespace StreamEngine.Flow;

/// <summary>A row that leaves later.</summary>
/// <param name="Due">Stream time at which it leaves.</param>
/// <param name="Slot">Where it stands on the shelf.</param>
/// <param name="Key">Ordinal of its key.</param>
internal readonly record struct DelayedRow(long Due, int Slot, int Key);
