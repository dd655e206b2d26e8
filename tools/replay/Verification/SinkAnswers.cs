namespace StreamEngine.Replay.Verification;

/// <summary>What a sink was given in the runs of one stretch.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Stretch">How much of the recording, ns; null for the whole.</param>
/// <param name="Runs">In how many runs.</param>
/// <param name="Rows">Rows in the first.</param>
/// <param name="Contents">The content hashes that occur.</param>
/// <param name="Bytes">The hashes that occur of what it wrote; empty for a sink that writes no files.</param>
public sealed record SinkAnswers(string Sink, long? Stretch, int Runs, long Rows, IReadOnlyList<string> Contents, IReadOnlyList<string> Bytes);
