namespace StreamEngine.Replay.Playing;

/// <summary>What became of a command.</summary>
/// <param name="Did">The command.</param>
/// <param name="State">Where the playing is then.</param>
/// <param name="Error">Why it was not done; null when it was.</param>
public sealed record PlayAnswer(PlayVerb Did, PlayState State, string? Error = null);
