namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>What an event of the auction site is.</summary>
internal enum NexmarkKind : byte
{
    /// <summary>Somebody registers.</summary>
    Person,

    /// <summary>Somebody puts something up for auction.</summary>
    Auction,

    /// <summary>Somebody bids.</summary>
    Bid,
}
