namespace StreamEngine.Replay.Verification;

/// <summary>What a sink was given.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Rows">Rows in the full run.</param>
/// <param name="Least">Fewest rows at a cut.</param>
/// <param name="Most">Most rows at a cut.</param>
/// <param name="Compared">Rows compared over all cuts.</param>
public sealed record CutRows(string Sink, long Rows, long Least, long Most, long Compared);
