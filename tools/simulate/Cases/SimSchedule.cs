namespace StreamEngine.Simulation.Cases;

/// <summary>How a case is run: what must not matter.</summary>
/// <param name="Seed">Of the scheduler, cuts and stalls.</param>
/// <param name="BatchMax">Most rows of a batch.</param>
/// <param name="StallPercent">How often a source or sink stands still, in percent.</param>
/// <param name="PunctuationPercent">How often a source says how far it is without a row.</param>
/// <param name="SaveAt">Stream time at which everything is saved, thrown away, loaded and goes on; null for a run in one piece.</param>
internal sealed record SimSchedule(int Seed, int BatchMax, int StallPercent, int PunctuationPercent, long? SaveAt);
