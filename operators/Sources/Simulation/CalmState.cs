namespace StreamEngine.Sources.Simulation;

/// <summary>All that a calm market is at one instant: what is saved.</summary>
internal sealed class CalmState
{
    /// <param name="capacity">Most levels of a side.</param>
    public CalmState(int capacity)
    {
        Bids = new BookHalf(capacity);
        Asks = new BookHalf(capacity);
    }

    /// <summary>The generator.</summary>
    public Xoshiro256 Random;

    /// <summary>Bids; rank is ticks. There is a level at each tick.</summary>
    public BookHalf Bids { get; }

    /// <summary>Asks; rank is negated ticks. There is a level at each tick.</summary>
    public BookHalf Asks { get; }

    /// <summary>Time of the event to come, ns.</summary>
    public long Next;

    /// <summary>Time of the order to come that belongs to no episode, ns.</summary>
    public long NextOrder;

    /// <summary>When the next episode may begin, ns.</summary>
    public long Begin;

    /// <summary>Number of the last book message; 0 before the snapshot.</summary>
    public long Seq;

    /// <summary>Number of the last trade.</summary>
    public long Trade;

    /// <summary>Steps bought less those sold, outside episodes.</summary>
    public long Net;

    /// <summary>What is left of the episode, last first.</summary>
    public List<EpisodeAct> Acts { get; } = [];

    /// <summary>Label of the episode.</summary>
    public EpisodeLabel Label { get; set; } = new();

    /// <summary>Whether all other orders pause.</summary>
    public bool IsStill;

    /// <summary>Whether the level that other orders leave alone is a bid.</summary>
    public bool HeldBid;

    /// <summary>The level of the episode, which other orders leave alone; <see cref="long.MinValue"/> for none.</summary>
    public long HeldRank = long.MinValue;

    /// <summary>Takes over the state of another.</summary>
    public void CopyFrom(CalmState other)
    {
        Random = other.Random;
        Bids.CopyFrom(other.Bids);
        Asks.CopyFrom(other.Asks);
        (Next, NextOrder, Begin) = (other.Next, other.NextOrder, other.Begin);
        (Seq, Trade, Net) = (other.Seq, other.Trade, other.Net);
        Acts.Clear();
        Acts.AddRange(other.Acts);
        Label = other.Label;
        (IsStill, HeldBid, HeldRank) = (other.IsStill, other.HeldBid, other.HeldRank);
    }

    /// <summary>A size drawn uniformly between two shares of another, at least 1.</summary>
    public long Share(long of, double from, double to) => Math.Max(1, (long)Math.Round(of * Between(from, to)));

    /// <summary>A number drawn uniformly.</summary>
    public double Between(double from, double to) => from + (to - from) * Random.Uniform();

    /// <summary>A time drawn uniformly between two numbers of seconds, ns.</summary>
    public long Seconds(double from, double to) => (long)(1e9 * Between(from, to));
}
