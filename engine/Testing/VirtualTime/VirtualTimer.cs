namespace StreamEngine.Testing.VirtualTime;

/// <summary>A timer that fires as virtual time comes to it.</summary>
internal sealed class VirtualTimer(TestScheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    private IDisposable? _next;
    private TimeSpan _period;
    private bool _isDisposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        _period = period;
        Set(dueTime);
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _next?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Set(TimeSpan dueTime)
    {
        _next?.Dispose();
        _next = dueTime == Timeout.InfiniteTimeSpan ? null : scheduler.At(scheduler.Clock + dueTime.Ticks, Fire);
    }

    private void Fire()
    {
        Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
        callback(state);
    }
}
