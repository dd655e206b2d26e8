namespace StreamEngine.Sources.Simulation;

/// <summary>All that a calm market is at one instant: what is saved. There is a level at each tick of its book.</summary>
/// <param name="capacity">Most levels of a side.</param>
internal sealed class CalmState(int capacity) : BookState(capacity), IMarketState<CalmState>
{
    private const long Memory = 31_000_000_000; // the window of spoofing, and a bit

    /// <summary>Time of the order to come that belongs to no episode, ns.</summary>
    public long NextOrder;

    /// <summary>When the next episode may begin, ns.</summary>
    public long Begin;

    /// <summary>Steps bought less those sold, outside episodes.</summary>
    public long Net;

    /// <summary>The levels that were traded at within <see cref="Memory"/>.</summary>
    public List<TradedLevel> Traded { get; } = [];

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

    /// <inheritdoc/>
    public void CopyFrom(CalmState other)
    {
        base.CopyFrom(other);
        (NextOrder, Begin, Net) = (other.NextOrder, other.Begin, other.Net);
        Traded.Clear();
        Traded.AddRange(other.Traded);
        Acts.Clear();
        Acts.AddRange(other.Acts);
        Label = other.Label;
        (IsStill, HeldBid, HeldRank) = (other.IsStill, other.HeldBid, other.HeldRank);
    }

    /// <summary>A trade at a level.</summary>
    public void Trades(bool bid, long rank, long ts)
    {
        Traded.RemoveAll(level => level.Ts < ts - Memory || (level.Bid == bid && level.Rank == rank));
        Traded.Add(new TradedLevel(bid, rank, ts));
    }

    /// <summary>Whether a level was traded at so shortly before a time that it explains what is removed there.</summary>
    public bool IsTraded(bool bid, long rank, long ts) => Traded.Exists(level => level.Bid == bid && level.Rank == rank && level.Ts >= ts - Memory);

    /// <summary>A size drawn uniformly between two shares of another, at least 1.</summary>
    public long Share(long of, double from, double to) => Math.Max(1, (long)Math.Round(of * Between(from, to)));

    /// <summary>A number drawn uniformly.</summary>
    public double Between(double from, double to) => from + (to - from) * Random.Uniform();

    /// <summary>A time drawn uniformly between two numbers of seconds, ns.</summary>
    public long Seconds(double from, double to) => (long)(1e9 * Between(from, to));
}
