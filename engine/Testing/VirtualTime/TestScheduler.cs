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
/// </remarks>
public class TestScheduler : VirtualTimeScheduler<long, long>
{
    /// <summary>A scheduler whose clock stands at 0.</summary>
    public TestScheduler()
    {
        TimeProvider = new VirtualTimeProvider(this);
        TaskScheduler = new VirtualTaskScheduler(this);
    }

    /// <summary>The clock for what takes its time from a <see cref="System.TimeProvider"/>; its timers fire as virtual time comes to them.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Runs tasks at the virtual time at which they were queued.</summary>
    public TaskScheduler TaskScheduler { get; }

    /// <inheritdoc/>
    public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action) =>
        base.ScheduleAbsolute(state, dueTime <= Clock ? Clock + 1 : dueTime, action);

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
        ScheduleAbsolute(0, created, (_, _) => Do(() => stream = create()));
        ScheduleAbsolute(0, subscribed, (_, _) => Do(() => subscription = stream!.Subscribe(observer)));
        ScheduleAbsolute(0, disposed, (_, _) => Do(() => subscription?.Dispose()));
        Start();
        return observer;
    }

    /// <summary>Does something at a time, which may be now.</summary>
    internal IDisposable At(long time, Action action) => base.ScheduleAbsolute(0, Math.Max(time, Clock), (_, _) => Do(action));

    /// <inheritdoc/>
    protected override long Add(long absolute, long relative) => absolute + relative;

    /// <inheritdoc/>
    protected override DateTimeOffset ToDateTimeOffset(long absolute) => new(absolute, TimeSpan.Zero);

    /// <inheritdoc/>
    protected override long ToRelative(TimeSpan timeSpan) => timeSpan.Ticks;

    private static IDisposable Do(Action action)
    {
        action();
        return Disposable.Empty;
    }
}
