namespace StreamEngine.Replay.Verification;

/// <summary>What a sink was given and wrote in one run.</summary>
/// <param name="Sink">Its name.</param>
/// <param name="Rows">Rows it was given.</param>
/// <param name="Content">Content hash of the rows, as <c>replay hash</c> prints it.</param>
/// <param name="Bytes">SHA-256 of what it wrote: its files with their names; null for a sink that writes no files and is only stood in for.</param>
public sealed record SinkOutcome(string Sink, long Rows, string Content, string? Bytes);
