namespace StreamEngine.Normalizers;

/// <summary>A frame that waits: a depth message for its snapshot, or a snapshot for the first message behind it. It was read without a fault when it came.</summary>
/// <param name="Text">The frame.</param>
/// <param name="Received">Receive time, ns.</param>
/// <param name="Origin">Code of its origin.</param>
/// <param name="Line">Its number there.</param>
/// <param name="Ids">Update ids; of a snapshot, its id as the last.</param>
internal sealed record HeldFrame(byte[] Text, long Received, int Origin, long Line, DepthIds Ids);
