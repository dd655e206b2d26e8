namespace StreamEngine.Sources.Simulation;

/// <summary>One message of an episode.</summary>
/// <param name="At">When, ns.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Bid">Side that changes, or that is taken from.</param>
/// <param name="Rank">Level, as in <see cref="BookHalf"/>.</param>
/// <param name="Steps">Size set or traded, in steps; whole levels of a sweep or withdrawal.</param>
/// <param name="Left">Size shown behind a fill; spread in ticks up to which the other side follows a sweep.</param>
internal readonly record struct EpisodeAct(long At, ActKind Kind, bool Bid, long Rank = 0, long Steps = 0, long Left = 0);
