namespace StreamEngine.Joins;

/// <summary>Sums of times and spans that stay at the ends of the range instead of running over.</summary>
internal static class EventTime
{
    /// <summary>A span earlier.</summary>
    public static long Before(long time, long span) => time < 0 && time < long.MinValue + span ? long.MinValue : time - span;

    /// <summary>A span later.</summary>
    public static long After(long time, long span) => time > 0 && time > long.MaxValue - span ? long.MaxValue : time + span;

    /// <summary>How far apart two times are.</summary>
    public static ulong Between(long earlier, long later) => unchecked((ulong)later - (ulong)earlier);
}
