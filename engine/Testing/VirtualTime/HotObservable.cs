using System.Reactive;
using System.Reactive.Disposables;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>Sends at absolute times, to whoever has subscribed by then.</summary>
internal sealed class HotObservable<T> : ITestableObservable<T>
{
    private readonly TestScheduler _scheduler;
    private readonly List<IObserver<T>> _observers = [];

    public HotObservable(TestScheduler scheduler, IReadOnlyList<Recorded<Notification<T>>> messages)
    {
        _scheduler = scheduler;
        Messages = [.. messages];
        foreach (var message in messages)
        {
            scheduler.At(message.Time, () => Send(message.Value));
        }
    }

    public IList<Subscription> Subscriptions { get; } = [];

    public IList<Recorded<Notification<T>>> Messages { get; }

    public IDisposable Subscribe(IObserver<T> observer)
    {
        _observers.Add(observer);
        var index = Subscriptions.Count;
        Subscriptions.Add(new Subscription(_scheduler.Clock));
        return Disposable.Create(() =>
        {
            _observers.Remove(observer);
            Subscriptions[index] = new Subscription(Subscriptions[index].Subscribe, _scheduler.Clock);
        });
    }

    private void Send(Notification<T> notification)
    {
        foreach (var observer in _observers.ToList())
        {
            notification.Accept(observer);
        }
    }
}
