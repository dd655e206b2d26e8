namespace StreamEngine.Joins;

/// <summary>The newest row of a key.</summary>
/// <param name="Slot">Where it stands in its store; 0 for none.</param>
/// <param name="At">When it came, in stream time.</param>
internal readonly record struct NewestRow(int Slot, long At);
