using StreamEngine.Testing.VirtualTime;

namespace StreamEngine.Tests.Testing.VirtualTime;

public sealed class VirtualClockTests
{
    private readonly TestScheduler _scheduler = new();

    [Fact]
    public void Timer_FiresAtItsTimeAndThenEachPeriod()
    {
        var fired = new List<long>();
        using var timer = _scheduler.TimeProvider.CreateTimer(_ => fired.Add(_scheduler.Clock), null, TimeSpan.FromTicks(30), TimeSpan.FromTicks(20));

        _scheduler.AdvanceTo(75);
        Assert.Equal([30, 50, 70], fired);

        Assert.True(timer.Change(TimeSpan.FromTicks(5), Timeout.InfiniteTimeSpan));
        _scheduler.AdvanceTo(200);
        Assert.Equal([30, 50, 70, 80], fired);

        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void DelayOnTheClock_EndsAsVirtualTimeComesToIt()
    {
        var done = new List<string>();
        Run(async () =>
        {
            done.Add($"began {_scheduler.Clock}");
            await Task.Delay(TimeSpan.FromSeconds(3600), _scheduler.TimeProvider);
            done.Add($"ended {_scheduler.Clock / TimeSpan.TicksPerSecond} s");
        });

        Assert.Empty(done);
        _scheduler.AdvanceTo(10);
        Assert.Equal(["began 0"], done);
        _scheduler.Start();

        Assert.Equal(["began 0", "ended 3600 s"], done);
    }

    [Fact]
    public void TasksOfOneTime_RunInTheOrderTheyWereQueuedAndOnTheCallingThread()
    {
        var ran = new List<(int Task, int Thread)>();
        for (var i = 0; i < 3; i++)
        {
            var task = i;
            Task.Factory.StartNew(() => ran.Add((task, Environment.CurrentManagedThreadId)), CancellationToken.None, TaskCreationOptions.None, _scheduler.TaskScheduler);
        }

        _scheduler.Start();

        Assert.Equal([0, 1, 2], ran.Select(r => r.Task));
        Assert.All(ran, r => Assert.Equal(Environment.CurrentManagedThreadId, r.Thread));
        Assert.Equal(0, _scheduler.Clock);
    }

    [Fact]
    public void TimeOfDayAndTimestamps_AreThoseOfTheScheduler()
    {
        var start = _scheduler.TimeProvider.GetTimestamp();
        _scheduler.AdvanceTo(TimeSpan.FromSeconds(2).Ticks);

        Assert.Equal(TimeSpan.FromSeconds(2), _scheduler.TimeProvider.GetElapsedTime(start));
        Assert.Equal(new DateTimeOffset(TimeSpan.FromSeconds(2).Ticks, TimeSpan.Zero), _scheduler.TimeProvider.GetUtcNow());
    }

    private void Run(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _scheduler.TaskScheduler);
}
