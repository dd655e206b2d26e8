using StreamEngine.Time;

namespace StreamEngine.Flow;

/// <summary>Instants of stream time at equal distances from the epoch: <c>offset</c>, <c>offset + every</c>, …</summary>
/// <param name="Every">Distance, ns, above 0.</param>
/// <param name="Offset">Place of one of them, ns.</param>
internal readonly record struct TimeGrid(long Every, long Offset = 0)
{
    /// <summary>The first instant that is not before <paramref name="at"/>; <see cref="StreamTime.End"/> where stream time ends before it.</summary>
    public long AtOrAfter(long at)
    {
        var into = (Int128)at - Offset;
        var rest = into % Every;
        var next = rest == 0 ? (Int128)at : at - rest + (rest > 0 ? Every : 0);
        return next >= StreamTime.End ? StreamTime.End : (long)next;
    }

    /// <summary>The first instant behind <paramref name="at"/>.</summary>
    public long After(long at) => at >= StreamTime.End ? StreamTime.End : AtOrAfter(at + 1);

    /// <summary>An instant later by a length, at most <see cref="StreamTime.End"/>.</summary>
    public static long Later(long at, long by) => at > StreamTime.End - by ? StreamTime.End : at + by;
}
