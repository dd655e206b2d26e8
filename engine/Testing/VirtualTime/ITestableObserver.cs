using System.Reactive;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>An observer that records what it is told, and when.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
public interface ITestableObserver<T> : IObserver<T>
{
    /// <summary>What it was told, in order.</summary>
    IList<Recorded<Notification<T>>> Messages { get; }
}
