namespace StreamEngine.Normalizers;

/// <summary>Where a frame comes from.</summary>
/// <param name="Received">Receive time, ns.</param>
/// <param name="Origin">Code of its file or connection in the dictionary <c>origin</c>.</param>
/// <param name="Line">Its number there.</param>
/// <param name="At">Stream time of the row being processed.</param>
internal readonly record struct FrameOrigin(long Received, int Origin, long Line, long At);
