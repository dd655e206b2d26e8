namespace StreamEngine.Testing.VirtualTime;

/// <summary>Runs tasks on the thread that moves a <see cref="TestScheduler"/>, at the virtual time at which they were queued and in that order.</summary>
internal sealed class VirtualTaskScheduler(TestScheduler scheduler) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    protected override IEnumerable<Task> GetScheduledTasks() => [];

    protected override void QueueTask(Task task) => scheduler.At(scheduler.Clock, () => TryExecuteTask(task));

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
