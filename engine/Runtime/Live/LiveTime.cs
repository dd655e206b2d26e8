using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Stream time of a live run in silence: from the newest row of a live source it goes on at the clock's pace (DESIGN § 4). The only place where a live run reads the clock for stream time.</summary>
internal sealed class LiveTime(TimeProvider clock, TimeSpan wait)
{
    private readonly Lock _lock = new();
    private long _newest = StreamTime.Start;
    private long _since;

    /// <summary>How long a merge waits for a source with nothing to deliver before the source vouches.</summary>
    public TimeSpan Wait => wait;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Stream time now; <see cref="StreamTime.Start"/> before the first row.</summary>
    public long Now
    {
        get
        {
            lock (_lock)
            {
                return _newest == StreamTime.Start ? StreamTime.Start : _newest + (long)clock.GetElapsedTime(_since).TotalNanoseconds;
            }
        }
    }

    /// <summary>A row of a live source was stamped.</summary>
    public void Observe(long at)
    {
        lock (_lock)
        {
            if (at > _newest)
            {
                _newest = at;
                _since = clock.GetTimestamp();
            }
        }
    }

    /// <summary>How long until stream time is past <paramref name="at"/>, in silence; infinite before the first row.</summary>
    public TimeSpan Until(long at)
    {
        var now = Now;
        return now == StreamTime.Start || at >= StreamTime.End ? Timeout.InfiniteTimeSpan
            : at < now ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Min(((at - now) / 100) + 1, TimeSpan.FromDays(1).Ticks));
    }
}
