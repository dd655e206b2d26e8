namespace StreamEngine.Testing.VirtualTime;

/// <summary>Runs tasks on the thread that moves a <see cref="TestScheduler"/>, at the virtual time at which they were queued and in that order.</summary>
internal sealed class VirtualTaskScheduler(TestScheduler scheduler) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => scheduler.At(scheduler.Clock, () => Execute(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <summary>Runs a task without the context of the caller, such as a test runner's, so that what it awaits comes back here.</summary>
    private void Execute(Task task)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            TryExecuteTask(task);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
