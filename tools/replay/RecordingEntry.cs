using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Where a recording was entered.</summary>
/// <param name="Row">Number of the next row, from 0; of the row behind the last when none is left.</param>
/// <param name="Rows">The rows from there on, in order, streamed. A batch is the caller's to dispose.</param>
public sealed record RecordingEntry(long Row, IAsyncEnumerable<Batch> Rows);
