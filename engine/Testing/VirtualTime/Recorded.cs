namespace StreamEngine.Testing.VirtualTime;

/// <summary>A value and the virtual time at which it was seen, in ticks of 100 ns.</summary>
/// <typeparam name="T">Type of the value; mostly a <see cref="System.Reactive.Notification{T}"/>.</typeparam>
/// <param name="Time">When.</param>
/// <param name="Value">What.</param>
public readonly record struct Recorded<T>(long Time, T Value)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Value}@{Time}");
}
