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

    [Fact]
    public void ContextOfTheCaller_TakesNothingAway()
    {
        var threads = new HashSet<int>();
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new ElsewhereContext());
        try
        {
            var ended = _scheduler.Finish(_scheduler.Begin(async () =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(10), _scheduler.TimeProvider).ConfigureAwait(i == 1);
                    threads.Add(Environment.CurrentManagedThreadId);
                }

                return _scheduler.Clock;
            }));

            Assert.Equal(30 * TimeSpan.TicksPerSecond, ended);
            Assert.Equal([Environment.CurrentManagedThreadId], threads);
            Assert.IsType<ElsewhereContext>(SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    [Fact]
    public void WorkThatWaitsForSomethingElse_IsAnErrorAndNoHang()
    {
        var never = new TaskCompletionSource<int>();
        var work = _scheduler.Begin(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(70), _scheduler.TimeProvider);
            return await never.Task;
        });

        var stalled = Assert.Throws<VirtualTimeStalledException>(() => _scheduler.Finish(work));
        Assert.Equal(
            "virtual time stands still at 700000: nothing is left to do and the work has not ended. Does it wait for the real clock, another thread or something that never happens? All of it must take its time from "
            + "TimeProvider and its tasks from TaskScheduler.",
            stalled.Message);
    }

    [Fact]
    public void WorkGivenByAnotherThread_IsAnError()
    {
        var work = _scheduler.Begin(() =>
        {
            var other = new Thread(() => Run(() => Task.CompletedTask));
            other.Start();
            other.Join();
            return Task.FromResult(1);
        });

        var strayed = Assert.Throws<VirtualTimeStalledException>(() => _scheduler.Finish(work));
        Assert.StartsWith("1 tasks were queued by other threads while virtual time moved, so another run may differ. ", strayed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailureOfTheWork_IsThrownAsItIs()
    {
        var work = _scheduler.Begin<int>(async () =>
        {
            await Task.Yield();
            throw new InvalidDataException("broken");
        });

        Assert.Equal("broken", Assert.Throws<InvalidDataException>(() => _scheduler.Finish(work)).Message);
    }

    private void Run(Func<Task> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _scheduler.TaskScheduler);

    /// <summary>Sends what it is given to other threads, as a test runner's may.</summary>
    private sealed class ElsewhereContext : SynchronizationContext;
}
