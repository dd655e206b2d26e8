namespace StreamEngine.Sources;

/// <summary>Instants of stream time, in order.</summary>
internal interface ISchedule
{
    /// <summary>The first that is not before <paramref name="at"/>; <see cref="Time.StreamTime.End"/> for none.</summary>
    long AtOrAfter(long at);
}
