using System.Reactive;
using System.Reactive.Disposables;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>Sends to each observer at times counted from its subscription.</summary>
internal sealed class ColdObservable<T>(TestScheduler scheduler, IReadOnlyList<Recorded<Notification<T>>> messages) : ITestableObservable<T>
{
    public IList<Subscription> Subscriptions { get; } = [];

    public IList<Recorded<Notification<T>>> Messages { get; } = [.. messages];

    public IDisposable Subscribe(IObserver<T> observer)
    {
        var index = Subscriptions.Count;
        Subscriptions.Add(new Subscription(scheduler.Clock));
        var sent = new CompositeDisposable();
        foreach (var message in Messages)
        {
            sent.Add(scheduler.At(scheduler.Clock + message.Time, () => message.Value.Accept(observer)));
        }

        return Disposable.Create(() =>
        {
            Subscriptions[index] = new Subscription(Subscriptions[index].Subscribe, scheduler.Clock);
            sent.Dispose();
        });
    }
}
