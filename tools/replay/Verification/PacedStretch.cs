namespace StreamEngine.Replay.Verification;

/// <summary>A speed to play at, and how much of the recording.</summary>
/// <param name="Speed">The speed.</param>
/// <param name="Stretch">ns of stream time from the first row; null for the whole.</param>
public sealed record PacedStretch(PlaySpeed Speed, long? Stretch);
