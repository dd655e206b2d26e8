namespace StreamEngine.Bench.Frames;

/// <summary>A raw frame in memory.</summary>
/// <param name="Ts">Receive time, ns.</param>
/// <param name="Origin">Which capture it stands in.</param>
/// <param name="Text">The frame, UTF-8.</param>
internal readonly record struct RawFrame(long Ts, int Origin, byte[] Text);
