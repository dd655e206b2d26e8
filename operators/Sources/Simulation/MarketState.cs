namespace StreamEngine.Sources.Simulation;

/// <summary>All that a simulated market is at one instant: what is saved.</summary>
internal sealed class MarketState
{
    /// <param name="capacity">Most levels of a side.</param>
    public MarketState(int capacity)
    {
        Bids = new BookHalf(capacity);
        Asks = new BookHalf(capacity);
    }

    /// <summary>The generator.</summary>
    public Xoshiro256 Random;

    /// <summary>Bids; rank is ticks.</summary>
    public BookHalf Bids { get; }

    /// <summary>Asks; rank is negated ticks.</summary>
    public BookHalf Asks { get; }

    /// <summary>Time of the event before, ns.</summary>
    public long Last;

    /// <summary>Time of the event to come, ns.</summary>
    public long Next;

    /// <summary>Logarithm of the fair price over the first price.</summary>
    public double Fair;

    /// <summary>Number of the last book message; 0 before the snapshot.</summary>
    public long Seq;

    /// <summary>Number of the last trade.</summary>
    public long Trade;

    /// <summary>Takes over the state of another.</summary>
    public void CopyFrom(MarketState other)
    {
        Random = other.Random;
        Bids.CopyFrom(other.Bids);
        Asks.CopyFrom(other.Asks);
        Last = other.Last;
        Next = other.Next;
        Fair = other.Fair;
        Seq = other.Seq;
        Trade = other.Trade;
    }
}
