using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>
/// One virtual clock for everything that has to do with time in a test: an Rx scheduler with the members usual in the field (<c>AdvanceTo</c>, <c>AdvanceBy</c>, <c>Start</c>, <c>Clock</c>), a
/// <see cref="System.TimeProvider"/> and a <see cref="System.Threading.Tasks.TaskScheduler"/> that go by it, and streams whose notifications are laid down beforehand.
/// </summary>
/// <remarks>
/// Times are ticks of 100 ns. Nothing happens but in <c>AdvanceTo</c>, <c>AdvanceBy</c> and <c>Start</c>, on the thread that calls them: what is due is done in the order of time, and what is due at one time in the order in which
/// it was scheduled. What is scheduled through Rx for a time that is not in the future is done one tick later, so virtual time always goes on.
/// <para>What is done has no <see cref="SynchronizationContext"/>, whatever the caller has: that of a test runner would send what is awaited to other threads, and virtual time would stand still.</para>
/// </remarks>
public class TestScheduler : VirtualTimeScheduler<long, long>
{
    /// <summary>Most things <see cref="Finish{T}"/> does before it says that the work does not end.</summary>
    public const int StepLimit = 50_000_000;

    private const string Advice = "Does it wait for the real clock, another thread or something that never happens? All of it must take its time from TimeProvider and its tasks from TaskScheduler.";

    private readonly VirtualTaskScheduler _tasks;
    private int _thread;

    /// <summary>A scheduler whose clock stands at 0.</summary>
    public TestScheduler()
    {
        TimeProvider = new VirtualTimeProvider(this);
        _tasks = new VirtualTaskScheduler(this);
    }

    /// <summary>The clock for what takes its time from a <see cref="System.TimeProvider"/>; its timers fire as virtual time comes to them.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Runs tasks at the virtual time at which they were queued.</summary>
    public TaskScheduler TaskScheduler => _tasks;

    /// <summary>Whether something is being done now on another thread than the caller's.</summary>
    internal bool IsBusyElsewhere => Volatile.Read(ref _thread) is var thread && thread != 0 && thread != Environment.CurrentManagedThreadId;

    /// <inheritdoc/>
    public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action) =>
        base.ScheduleAbsolute(state, dueTime <= Clock ? Clock + 1 : dueTime, (scheduler, given) => Do(() => action(scheduler, given)));

    /// <summary>A stream that sends at absolute times, whoever listens.</summary>
    /// <param name="messages">What it sends; see <see cref="ReactiveTest"/>.</param>
    public ITestableObservable<T> CreateHotObservable<T>(params IEnumerable<Recorded<Notification<T>>> messages) => new HotObservable<T>(this, [.. messages]);

    /// <summary>A stream that sends to each observer at times counted from its subscription.</summary>
    /// <param name="messages">What it sends; see <see cref="ReactiveTest"/>.</param>
    public ITestableObservable<T> CreateColdObservable<T>(params IEnumerable<Recorded<Notification<T>>> messages) => new ColdObservable<T>(this, [.. messages]);

    /// <summary>An observer that records what it is told, with the virtual time.</summary>
    public ITestableObserver<T> CreateObserver<T>() => new RecordingObserver<T>(this);

    /// <summary>Makes a stream at 100, subscribes at 200, unsubscribes at 1000, and runs until nothing is left to do.</summary>
    public ITestableObserver<T> Start<T>(Func<IObservable<T>> create) => Start(create, ReactiveTest.Created, ReactiveTest.Subscribed, ReactiveTest.Disposed);

    /// <summary>Makes a stream at 100, subscribes at 200, unsubscribes at a time, and runs until nothing is left to do.</summary>
    public ITestableObserver<T> Start<T>(Func<IObservable<T>> create, long disposed) => Start(create, ReactiveTest.Created, ReactiveTest.Subscribed, disposed);

    /// <summary>Makes a stream, subscribes and unsubscribes at given times, and runs until nothing is left to do.</summary>
    /// <param name="create">Makes the stream.</param>
    /// <param name="created">When.</param>
    /// <param name="subscribed">When to subscribe.</param>
    /// <param name="disposed">When to unsubscribe.</param>
    /// <returns>What the observer was told.</returns>
    public ITestableObserver<T> Start<T>(Func<IObservable<T>> create, long created, long subscribed, long disposed)
    {
        var observer = CreateObserver<T>();
        IObservable<T>? stream = null;
        IDisposable? subscription = null;
        At(Math.Max(created, Clock + 1), () => stream = create());
        At(Math.Max(subscribed, Clock + 1), () => subscription = stream!.Subscribe(observer));
        At(Math.Max(disposed, Clock + 1), () => subscription?.Dispose());
        Start();
        return observer;
    }

    /// <summary>Queues asynchronous work on <see cref="TaskScheduler"/>; it begins when virtual time goes on.</summary>
    public Task<T> Begin<T>(Func<Task<T>> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, TaskScheduler).Unwrap();

    /// <summary>Does what there is to do until a task has ended, and gives its result; so nothing waits for ever when it cannot end.</summary>
    /// <exception cref="VirtualTimeStalledException">Nothing is left to do and the task has not ended, it was given work by another thread, or it goes on for ever.</exception>
    public T Finish<T>(Task<T> task)
    {
        for (var steps = 0; !task.IsCompleted; steps++)
        {
            if (steps == StepLimit)
            {
                throw new VirtualTimeStalledException(FormattableString.Invariant($"virtual time is at {Clock} and the work has not ended after {StepLimit} steps"));
            }

            if (GetNext() is not { } next)
            {
                throw new VirtualTimeStalledException(FormattableString.Invariant($"virtual time stands still at {Clock}: nothing is left to do and the work has not ended. {Advice}"));
            }

            Clock = Math.Max(Clock, next.DueTime);
            next.Invoke();
        }

        return _tasks.Strays == 0
            ? task.GetAwaiter().GetResult()
            : throw new VirtualTimeStalledException(FormattableString.Invariant($"{_tasks.Strays} tasks were queued by other threads while virtual time moved, so another run may differ. {Advice}"));
    }

    /// <summary>Does something at a time, which may be now.</summary>
    internal IDisposable At(long time, Action action) => base.ScheduleAbsolute(0, Math.Max(time, Clock), (_, _) => Do(() =>
    {
        action();
        return Disposable.Empty;
    }));

    /// <inheritdoc/>
    protected override long Add(long absolute, long relative) => absolute + relative;

    /// <inheritdoc/>
    protected override DateTimeOffset ToDateTimeOffset(long absolute) => new(absolute, TimeSpan.Zero);

    /// <inheritdoc/>
    protected override long ToRelative(TimeSpan timeSpan) => timeSpan.Ticks;

    private IDisposable Do(Func<IDisposable> action)
    {
        var context = SynchronizationContext.Current;
        var outer = _thread;
        SynchronizationContext.SetSynchronizationContext(null);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            return action();
        }
        finally
        {
            Volatile.Write(ref _thread, outer);
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
