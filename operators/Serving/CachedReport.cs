namespace StreamEngine.Serving;

/// <summary>A report as it was built.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Json">The report, UTF-8.</param>
/// <param name="NewestEvent">Time of the newest event, ns since the epoch; null before the first one.</param>
/// <param name="NewestFresh">Time of the newest event that was fresh when it came, ns since the epoch; null before the first one.</param>
public sealed record CachedReport(string Symbol, ReadOnlyMemory<byte> Json, long? NewestEvent, long? NewestFresh);
