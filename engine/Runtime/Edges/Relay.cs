namespace StreamEngine.Runtime;

/// <summary>
/// Hands what a producer sent on to those who take it off its edges: run on the producer's own thread where that costs less than a hand-over between threads would (a consumer that is done with a batch in less, or, in a replay, a
/// producer that is, which then may as well see to the batch itself), else woken. The same rows come out either way.
/// </summary>
/// <param name="edges">What the producer sends to.</param>
/// <param name="cost">The producer's.</param>
/// <param name="options">Of the run.</param>
/// <param name="time">Where the producer's time is measured: while it runs a consumer it waits for it. Null when it is not.</param>
internal sealed class Relay(IReadOnlyList<Edge> edges, TurnCost cost, RunOptions options, ActorTime? time)
{
    /// <summary>Nanoseconds a hand-over costs the two threads: the wake-up, and the batch's way from one core's cache to the other's.</summary>
    public const double HandOver = 8_000;

    private readonly Edge[] _edges = [.. edges];
    private readonly bool _mayRunAny = options.IsReplay && edges.Count == 1;

    /// <summary>Sees to what has been sent; not to be called under a lock.</summary>
    public void Pass()
    {
        foreach (var edge in _edges)
        {
            if (edge.IsEmpty || edge.Consumer is not { } consumer)
            {
                continue;
            }

            if (options.RunsConsumers?.Invoke() ?? (consumer.Cost.Typical < HandOver || (_mayRunAny && cost.Typical < HandOver)))
            {
                time?.Enter(ActorState.BackPressured);
                consumer.TakeTurn();
                time?.Enter(ActorState.Busy);
            }
            else
            {
                edge.Offer();
            }
        }
    }

    /// <summary>The producer pauses: whoever was not yet woken for what waits is.</summary>
    public void Flush()
    {
        foreach (var edge in _edges)
        {
            edge.Flush();
        }
    }
}
