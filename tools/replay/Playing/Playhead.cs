namespace StreamEngine.Replay.Playing;

/// <summary>Where in stream time the playing is: goes on with the clock, times the speed, unless it stands still.</summary>
/// <param name="clock">What time it is.</param>
/// <param name="speed">How fast.</param>
internal sealed class Playhead(TimeProvider clock, PlaySpeed speed)
{
    private const double NsPerTick = 100;

    private long _at;
    private long _since;

    /// <summary>How fast.</summary>
    public PlaySpeed Speed { get; private set; } = speed;

    /// <summary>Whether it stands still.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>The newest stream time that is due.</summary>
    public long Due
    {
        get
        {
            if (IsPaused)
            {
                return _at;
            }

            var passed = clock.GetElapsedTime(_since).Ticks * NsPerTick * Speed.Factor;
            return Speed.IsMax || passed >= long.MaxValue - (double)Math.Max(0, _at) ? long.MaxValue : _at + (long)passed;
        }
    }

    /// <summary>Goes to an instant.</summary>
    public void Set(long at) => (_at, _since) = (at, clock.GetTimestamp());

    /// <summary>Stands still where it is; at full speed behind the row that was put out last.</summary>
    public void Pause(long? last)
    {
        var due = Due;
        Set(due == long.MaxValue ? last ?? _at : due);
        IsPaused = true;
    }

    /// <summary>Goes on.</summary>
    public void Resume()
    {
        Set(_at);
        IsPaused = false;
    }

    /// <summary>Changes the speed.</summary>
    /// <param name="to">The new speed.</param>
    /// <param name="last">Stream time of the row that was put out last.</param>
    public void ChangeSpeed(PlaySpeed to, long? last)
    {
        var due = Due;
        Set(due == long.MaxValue ? last ?? _at : due);
        Speed = to;
    }

    /// <summary>How long until a stream time is due.</summary>
    public TimeSpan Until(long at) => TimeSpan.FromTicks((long)Math.Min(TimeSpan.FromSeconds(30).Ticks, Math.Max(0, (double)at - Due) / Speed.Factor / NsPerTick));
}
