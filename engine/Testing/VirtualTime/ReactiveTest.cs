using System.Reactive;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>The usual times of a test, and short ways to write notifications. Derive a test class from it, or write <c>using static</c>.</summary>
public class ReactiveTest
{
    /// <summary>When <see cref="TestScheduler.Start{T}(Func{IObservable{T}})"/> makes the stream.</summary>
    public const long Created = 100;

    /// <summary>When it subscribes to it.</summary>
    public const long Subscribed = 200;

    /// <summary>When it unsubscribes.</summary>
    public const long Disposed = 1000;

    /// <summary>An element at a time.</summary>
    public static Recorded<Notification<T>> OnNext<T>(long ticks, T value) => new(ticks, Notification.CreateOnNext(value));

    /// <summary>The end at a time.</summary>
    public static Recorded<Notification<T>> OnCompleted<T>(long ticks) => new(ticks, Notification.CreateOnCompleted<T>());

    /// <summary>A failure at a time. Two failures are equal when their exceptions are.</summary>
    public static Recorded<Notification<T>> OnError<T>(long ticks, Exception exception) => new(ticks, Notification.CreateOnError<T>(exception));

    /// <summary>A subscription that has not ended.</summary>
    public static Subscription Subscribe(long start) => new(start);

    /// <summary>A subscription.</summary>
    public static Subscription Subscribe(long start, long end) => new(start, end);
}
