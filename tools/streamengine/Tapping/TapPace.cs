using System.Diagnostics;

namespace StreamEngine.Cli.Tapping;

/// <summary>
/// How much a tap may work: 2,000 rows a second are shown, and of one processor it takes a hundredth, so that a run at full rate loses nothing that shows. What passes in the meantime is skipped and counted.
/// </summary>
internal static class TapPace
{
    /// <summary>Rows that are shown in one go, but for the end of a batch.</summary>
    public const int Rows = 256;

    /// <summary>How long it looks in one go.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(0.5);

    /// <summary>The pause when nothing waits.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);

    private const double RestPerWork = 99;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PerRow = TimeSpan.FromMilliseconds(0.5);

    /// <summary>The pause after work that began at a reading of <see cref="Stopwatch"/> and showed some rows.</summary>
    public static TimeSpan Rest(long started, int rows)
    {
        var ofWork = Stopwatch.GetElapsedTime(started) * RestPerWork;
        ofWork = ofWork < Least ? Least : ofWork > Most ? Most : ofWork;
        return ofWork > rows * PerRow ? ofWork : rows * PerRow;
    }
}
