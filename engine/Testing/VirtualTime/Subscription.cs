using System.Globalization;

namespace StreamEngine.Testing.VirtualTime;

/// <summary>When an observer subscribed to a stream and when it unsubscribed, in ticks of virtual time.</summary>
/// <param name="Subscribe">When it subscribed.</param>
/// <param name="Unsubscribe">When it unsubscribed; <see cref="Infinite"/> while it has not.</param>
public readonly record struct Subscription(long Subscribe, long Unsubscribe)
{
    /// <summary>It has not unsubscribed.</summary>
    public const long Infinite = long.MaxValue;

    /// <summary>A subscription that has not ended.</summary>
    public Subscription(long subscribe)
        : this(subscribe, Infinite)
    {
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"({Subscribe}, {(Unsubscribe == Infinite ? "Infinite" : Unsubscribe.ToString(CultureInfo.InvariantCulture))})");
}
