namespace StreamEngine.Replay.Verification;

/// <summary>Look-ahead that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sink">The sink that shows it.</param>
/// <param name="Node">The first node or port, inputs first, whose rows show it with this cut; null when none does.</param>
/// <param name="Number">Which cut, from 1.</param>
/// <param name="Cut">Where the input stopped.</param>
/// <param name="Row">The row of the sink, from 1; 0 when the run failed.</param>
/// <param name="At">Its stream time, ns since the epoch.</param>
/// <param name="Cells">Its columns, A at the cut, B in the full run.</param>
/// <param name="Failure">Why the run failed, where it did.</param>
public sealed record LookAhead(LookAheadKind Kind, string Sink, string? Node, int Number, Cut Cut, long Row, long At, IReadOnlyList<DiffCell> Cells, Exception? Failure = null);
