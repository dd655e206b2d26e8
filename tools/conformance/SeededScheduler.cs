namespace StreamEngine.Conformance;

/// <summary>Runs tasks one at a time on the calling thread, each time a random ready one: the same seed gives the same interleaving. With nothing ready and the work not done, it is a deadlock.</summary>
public sealed class SeededScheduler(int seed) : TaskScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<Task> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Tasks that were queued or run on another thread.</summary>
    public int Foreign { get; private set; }

    /// <summary>Tasks run.</summary>
    public int Steps { get; private set; }

    /// <summary>Says how things stand, for the message of a deadlock.</summary>
    public Func<string> Describe { get; set; } = () => "";

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs the work to its end.</summary>
    public T RunToEnd<T>(Func<Task<T>> work)
    {
        SynchronizationContext.SetSynchronizationContext(null); // else awaits go to the test runner's context
        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this).Unwrap();
        while (!task.IsCompleted)
        {
            Task next;
            lock (_ready)
            {
                if (_ready.Count == 0)
                {
                    throw new BrokenPromiseException($"deadlock after {Steps} steps (seed {seed}): nothing is ready and the run has not ended; {Describe()}");
                }

                var pick = _random.Next(_ready.Count);
                next = _ready[pick];
                _ready.RemoveAt(pick);
            }

            Steps++;
            TryExecuteTask(next);
        }

        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [.. _ready];

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_ready)
        {
            Foreign += Environment.CurrentManagedThreadId == _thread ? 0 : 1;
            _ready.Add(task);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
