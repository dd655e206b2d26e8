namespace StreamEngine.Testing.VirtualTime;

/// <summary>The time of a <see cref="TestScheduler"/>: of day from year 1 on, timestamps in its ticks.</summary>
internal sealed class VirtualTimeProvider(TestScheduler scheduler) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => scheduler.Clock;

    public override DateTimeOffset GetUtcNow() => new(scheduler.Clock, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
