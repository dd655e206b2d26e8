namespace StreamEngine.Sources.Simulation;

/// <summary>What every simulated market is at one instant: its book, its numbers, its generator. It is what is saved.</summary>
/// <param name="capacity">Most levels of a side.</param>
internal abstract class BookState(int capacity)
{
    /// <summary>The generator.</summary>
    public Xoshiro256 Random;

    /// <summary>Bids; rank is ticks.</summary>
    public BookHalf Bids { get; } = new(capacity);

    /// <summary>Asks; rank is negated ticks.</summary>
    public BookHalf Asks { get; } = new(capacity);

    /// <summary>Time of the event to come, ns.</summary>
    public long Next;

    /// <summary>Number of the last book message; 0 before the snapshot.</summary>
    public long Seq;

    /// <summary>Number of the last trade.</summary>
    public long Trade;

    /// <summary>The trades of the last 24 hours.</summary>
    public DayWindow Day { get; } = new();

    /// <summary>Takes over what another is.</summary>
    protected void CopyFrom(BookState other)
    {
        Random = other.Random;
        Bids.CopyFrom(other.Bids);
        Asks.CopyFrom(other.Asks);
        Day.CopyFrom(other.Day);
        (Next, Seq, Trade) = (other.Next, other.Seq, other.Trade);
    }
}
