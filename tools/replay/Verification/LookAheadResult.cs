namespace StreamEngine.Replay.Verification;

/// <summary>What a search for look-ahead found.</summary>
/// <param name="Sources">Rows of each source in the full run.</param>
/// <param name="Sinks">What each sink was given in the full run and at the cuts.</param>
/// <param name="Cuts">How often the input was stopped.</param>
/// <param name="Found">The first look-ahead of each sink; none when there is none.</param>
/// <param name="Failure">Why the full run failed; then nothing was compared.</param>
public sealed record LookAheadResult(IReadOnlyDictionary<string, long> Sources, IReadOnlyList<CutRows> Sinks, int Cuts, IReadOnlyList<LookAhead> Found, Exception? Failure);
