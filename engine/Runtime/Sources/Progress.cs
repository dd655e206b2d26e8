namespace StreamEngine.Runtime;

/// <summary>How far the other sources of a run are in stream time.</summary>
/// <param name="First">Stream time of their first row; null until it is known, and when they bring none.</param>
/// <param name="Reached">The newest stream time any of them has reached; <see cref="Time.StreamTime.Start"/> for none.</param>
/// <param name="Ended">Whether all have ended.</param>
/// <param name="Closes">Whether the end of all is the end of stream time: none of them was cut short.</param>
public readonly record struct Progress(long? First, long Reached, bool Ended, bool Closes);
