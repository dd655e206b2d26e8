namespace StreamEngine.Replay.Verification;

/// <summary>From when to when rows go, by stream time.</summary>
/// <param name="First">Of the first row, ns since the epoch.</param>
/// <param name="Last">Of the last.</param>
public sealed record RecordedSpan(long First, long Last)
{
    /// <summary>How long that is, ns.</summary>
    public long Length => Last - First;
}
