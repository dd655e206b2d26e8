namespace StreamEngine.Replay.Playing;

/// <summary>What somebody asks of what is playing.</summary>
/// <param name="Do">What to do.</param>
/// <param name="Rows">Rows of a step, or the row (from 1) of a seek.</param>
/// <param name="Ns">Stream time of a step, the instant of a seek, or how far to go of a skip, ns.</param>
/// <param name="Speed">The new speed.</param>
/// <param name="On">Whether to loop.</param>
public sealed record PlayCommand(PlayVerb Do, long? Rows = null, long? Ns = null, PlaySpeed? Speed = null, bool On = true);
