namespace StreamEngine.Replay.Playing;

/// <summary>Where the playing is.</summary>
/// <param name="Status"><c>playing</c>, <c>paused</c> or <c>ended</c>.</param>
/// <param name="Row">Number of the row put out last, in the order of playing, from 1; 0 before the first. Behind a seek to an instant it counts from there on where rows have no numbers.</param>
/// <param name="At">Its stream time, ns since the epoch; null before the first.</param>
/// <param name="Speed">The speed.</param>
/// <param name="Loops">Whether it begins again at the end.</param>
public sealed record PlayState(string Status, long Row, long? At, PlaySpeed Speed, bool Loops);
