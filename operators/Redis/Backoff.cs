namespace StreamEngine.Redis;

/// <summary>How long to leave a server alone after it failed: 50 ms, doubled with each failure up to 2 s, of which at random between a half and all, so that clients do not come back all at once. Safe for any thread.</summary>
/// <param name="clock">Measures.</param>
/// <param name="random">Draws, by a seed.</param>
internal sealed class Backoff(TimeProvider clock, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private int _failures;
    private long _failedAt;
    private TimeSpan _pause;

    /// <summary>Time until it may be tried again.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                var left = _failures == 0 ? TimeSpan.Zero : _pause - clock.GetElapsedTime(_failedAt);
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>It failed.</summary>
    public void Fail()
    {
        lock (_lock)
        {
            var whole = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(_failures, 16)));
            _failures++;
            _failedAt = clock.GetTimestamp();
            _pause = TimeSpan.FromMilliseconds(whole * (0.5 + (0.5 * random.NextDouble())));
        }
    }

    /// <summary>It answered.</summary>
    public void Succeed()
    {
        lock (_lock)
        {
            _failures = 0;
        }
    }
}
