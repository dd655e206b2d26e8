using System.Reactive;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>A stream whose notifications are laid down beforehand, and that records who subscribed when.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public interface ITestableObservable<T> : IObservable<T>
{
    /// <summary>When observers subscribed and unsubscribed, in the order in which they subscribed.</summary>
    IList<Subscription> Subscriptions { get; }

    /// <summary>What it sends: of a hot stream at absolute times, of a cold one at times counted from each subscription.</summary>
    IList<Recorded<Notification<T>>> Messages { get; }
}
