namespace StreamEngine.Features;

/// <summary>A local extreme of a volume profile.</summary>
/// <param name="Row">The first of its rows.</param>
/// <param name="IsHigh">Whether it is a maximum.</param>
internal readonly record struct ProfileNode(int Row, bool IsHigh);
