namespace StreamEngine.Simulation.Reference;

/// <summary>A row that comes out because of a row, or of a timer.</summary>
/// <param name="At">Its stream time.</param>
/// <param name="Key">The key whose timer let it go; null where a row did.</param>
/// <param name="Cells">Its values.</param>
/// <param name="Phase">Of what comes at one instant by timers of one key, the lower goes first.</param>
internal sealed record TimedRow(long At, string? Key, IReadOnlyDictionary<string, object?> Cells, int Phase = 0);
