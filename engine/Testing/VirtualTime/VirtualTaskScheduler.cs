namespace StreamEngine.Testing.VirtualTime;

/// <summary>Runs tasks on the thread that moves a <see cref="TestScheduler"/>, at the virtual time at which they were queued and in that order.</summary>
internal sealed class VirtualTaskScheduler(TestScheduler scheduler) : TaskScheduler
{
    private int _strays;

    /// <summary>Tasks queued by another thread while this one was at work.</summary>
    public int Strays => Volatile.Read(ref _strays);

    public override int MaximumConcurrencyLevel => 1;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task)
    {
        if (scheduler.IsBusyElsewhere)
        {
            Interlocked.Increment(ref _strays);
        }

        scheduler.At(scheduler.Clock, () => TryExecuteTask(task));
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
