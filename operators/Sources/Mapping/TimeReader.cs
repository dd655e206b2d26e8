namespace StreamEngine.Sources.Mapping;

/// <summary>One way times are written in files.</summary>
internal abstract class TimeReader
{
    /// <summary>2000-01-01: an earlier time is impossible.</summary>
    protected const long Earliest = 946_684_800L * Second;

    /// <summary>2100-01-01: this or a later time is impossible.</summary>
    protected const long Latest = 4_102_444_800L * Second;

    /// <summary>ns.</summary>
    protected const long Second = 1_000_000_000;

    /// <summary>Longest text that is read.</summary>
    protected const int Longest = 64;

    /// <summary>What is allowed, to stand behind <c>it must be </c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>Whether times are numbers, whose decimal sign is the file's.</summary>
    public virtual bool IsNumber => true;

    /// <summary>Reads a time.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="ns">ns since the epoch.</param>
    /// <param name="unit">The unit it was written in, ns; 0 where it has none.</param>
    public abstract bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit);

    /// <summary>Whether a time is possible.</summary>
    protected static bool IsPossible(long ns) => ns is >= Earliest and < Latest;
}
