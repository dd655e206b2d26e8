namespace StreamEngine.Windows;

/// <summary>Where the windows of a length lie, ns: each ends on the grid <c>offset + k × every + width</c>; <c>every</c> 0 is a window that ends right behind each row.</summary>
/// <param name="Width">Length.</param>
/// <param name="Every">Distance from one to the next.</param>
/// <param name="Offset">Where the grid lies.</param>
/// <param name="Lateness">How much later than its end a window closes.</param>
internal sealed record WindowGrid(long Width, long Every, long Offset, long Lateness)
{
    /// <summary>Times beyond this are refused: the end of a window must be a time itself (the year 2255).</summary>
    public const long Farthest = 9_000_000_000_000_000_000;

    private readonly long _rest = Every == 0 ? 0 : Width % Every;

    /// <summary>Whether each row lies in one window, so that no two share panes.</summary>
    public bool IsTumbling => Width == Every;

    /// <summary>Start of the pane a time lies in: panes never straddle the start or end of a window.</summary>
    public long PaneOf(long ts)
    {
        if (Every == 0)
        {
            return ts;
        }

        var start = Floor(ts);
        return _rest > 0 && ts >= start + _rest ? start + _rest : start;
    }

    /// <summary>End of the pane that begins at a time.</summary>
    public long PaneEnd(long start) => Every == 0 ? start + 1 : Floor(start) is var first && _rest > 0 && start == first ? first + _rest : first + Every;

    /// <summary>The first end behind a time.</summary>
    public long EndBehind(long ts) => Every == 0 ? ts + 1 : Floor(ts - _rest) + _rest + Every;

    /// <summary>The last end that is closed at a stream time, rows of that instant still to come.</summary>
    public long ClosedBefore(long at)
    {
        var last = at < long.MinValue / 2 ? long.MinValue / 2 : at - Lateness - 1;
        return Every == 0 ? last : Floor(last - _rest) + _rest;
    }

    /// <summary>The last end of a window that holds a time.</summary>
    public long LastEnd(long ts) => Every == 0 ? ts + Width : Floor(ts) + Width;

    /// <summary>The greatest start of the grid up to a time.</summary>
    private long Floor(long ts)
    {
        var rest = (ts - Offset) % Every;
        return ts - (rest < 0 ? rest + Every : rest);
    }
}
