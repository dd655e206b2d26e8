namespace StreamEngine.Runtime;

/// <summary>How long an actor was in each state. Written by the actor's thread of the moment without a lock; a reader looks again when it was written meanwhile.</summary>
internal sealed class ActorTime(TimeProvider clock)
{
    private const int States = 3;

    private readonly double _nanoseconds = 1e9 / clock.TimestampFrequency;
    private readonly long[] _ticks = new long[States];
    private long _since = clock.GetTimestamp();
    private ActorState _state = ActorState.Idle;
    private long _version;

    /// <summary>The state changes.</summary>
    public void Enter(ActorState state)
    {
        Interlocked.Increment(ref _version); // before the clock is read: a reader that saw the state before it read the clock before
        var now = clock.GetTimestamp();
        _ticks[(int)_state] += now - _since;
        _state = state;
        _since = now;
        Interlocked.Increment(ref _version);
    }

    /// <summary>The times so far, that of the state it is in included.</summary>
    public TimeShares Read()
    {
        Span<long> ticks = stackalloc long[States];
        long before;
        do
        {
            before = Volatile.Read(ref _version);
            _ticks.CopyTo(ticks);
            ticks[(int)_state] += Math.Max(0, clock.GetTimestamp() - _since);
            Interlocked.MemoryBarrier();
        }
        while (before % 2 != 0 || before != Volatile.Read(ref _version));

        return new TimeShares(Ns(ticks[(int)ActorState.Busy]), Ns(ticks[(int)ActorState.Idle]), Ns(ticks[(int)ActorState.BackPressured]));
    }

    private long Ns(long ticks) => (long)(ticks * _nanoseconds);
}
