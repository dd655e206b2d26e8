namespace StreamEngine.Cli.Serving;

/// <summary>Lets so many through a second, and as many at once as have been saved up.</summary>
/// <param name="perSecond">Tokens that come in a second.</param>
/// <param name="most">Tokens it holds, and begins with.</param>
/// <param name="clock">The clock.</param>
internal sealed class TokenBucket(double perSecond, double most, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly double _most = most;
    private double _tokens = most;
    private long _at = clock.GetTimestamp();

    /// <summary>Takes a token; false when there is none.</summary>
    public bool Take()
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _tokens = Math.Min(_most, _tokens + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
