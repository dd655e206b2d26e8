namespace StreamEngine.Runtime;

/// <summary>What a batch typically costs an actor, without those that it runs on its own thread: a running median of the first sixteen batches and then of every eighth, which a thread that lost its core does not move far.</summary>
/// <remarks>Used by the actor's thread of the moment; read by others. Decides on which thread work is done, never what comes out.</remarks>
internal sealed class TurnCost(TimeProvider clock)
{
    private const int Every = 8;
    private const int First = 16;
    private const double Unknown = 10_000;
    private const double Step = 0.25;

    private readonly double _nanoseconds = 1e9 / clock.TimestampFrequency;
    private double _typical = Unknown;
    private int _batches;

    /// <summary>Nanoseconds a batch.</summary>
    public double Typical => Volatile.Read(ref _typical);

    /// <summary>A batch begins.</summary>
    /// <returns>What <see cref="End"/> is to be given; 0 for a batch that is not measured.</returns>
    public long Begin() => ++_batches <= First || _batches % Every == 0 ? clock.GetTimestamp() : 0;

    /// <summary>It was worked off.</summary>
    public void End(long begun)
    {
        if (begun != 0)
        {
            Volatile.Write(ref _typical, _typical * ((clock.GetTimestamp() - begun) * _nanoseconds > _typical ? 1 + Step : 1 - Step));
        }
    }
}
