namespace StreamEngine.Simulation.Running;

/// <summary>The clock of a simulated run: it goes on by 1 µs with each look at it, so nothing measured depends on the machine.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private long _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1_000_000;

    /// <inheritdoc/>
    public override long GetTimestamp() => ++_now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(++_now);
}
