namespace StreamEngine.Sources.Simulation;

/// <summary>All that a simulated market is at one instant: what is saved.</summary>
/// <param name="capacity">Most levels of a side.</param>
internal sealed class MarketState(int capacity) : BookState(capacity), IMarketState<MarketState>
{
    /// <summary>Time of the event before, ns.</summary>
    public long Last;

    /// <summary>Logarithm of the fair price over the first price.</summary>
    public double Fair;

    /// <inheritdoc/>
    public void CopyFrom(MarketState other)
    {
        base.CopyFrom(other);
        (Last, Fair) = (other.Last, other.Fair);
    }
}
