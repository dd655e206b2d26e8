namespace StreamEngine.Time;

/// <summary>Stream times with a meaning of their own; all others are ns since the epoch, UTC (DESIGN § 4).</summary>
public static class StreamTime
{
    /// <summary>Before every row: the frontier of an edge that has said nothing yet.</summary>
    public const long Start = long.MinValue;

    /// <summary>A timer set for this instant fires when a bounded input has ended and everything closes, behind every other timer. A stopped live run never reaches it.</summary>
    public const long End = long.MaxValue - 1;

    /// <summary>As a timer: none. As a frontier: nothing follows, stream time has run out.</summary>
    public const long Never = long.MaxValue;
}
