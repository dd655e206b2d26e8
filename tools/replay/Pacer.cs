namespace StreamEngine.Replay;

/// <summary>Tells when rows are due: the first at once, each other as long behind it as it was recorded, divided by the speed.</summary>
/// <param name="clock">What time it is.</param>
/// <param name="speed">How fast.</param>
internal sealed class Pacer(TimeProvider clock, PlaySpeed speed)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private long _begun;
    private long _first;
    private bool _isStarted;

    /// <summary>The latest stream time whose rows are due; starts the clock with the first row.</summary>
    public long Due(long at)
    {
        if (speed.IsMax)
        {
            return long.MaxValue;
        }

        if (!_isStarted)
        {
            Start(at);
        }

        var recorded = clock.GetElapsedTime(_begun).Ticks * 100.0 * speed.Factor;
        return recorded >= long.MaxValue - (double)Math.Max(0, _first) ? long.MaxValue : _first + (long)recorded;
    }

    /// <summary>Starts the clock: rows of this stream time are due now.</summary>
    public void Start(long at) => (_begun, _first, _isStarted) = (clock.GetTimestamp(), at, true);

    /// <summary>Waits until a row is due, or for a while.</summary>
    public async ValueTask Wait(long at, CancellationToken stop)
    {
        var due = Due(at);
        if (due >= at)
        {
            return;
        }

        var wait = TimeSpan.FromTicks((long)Math.Min(LongestWait.Ticks, ((double)at - due) / speed.Factor / 100));
        await Task.Delay(wait < ShortestWait ? ShortestWait : wait, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
