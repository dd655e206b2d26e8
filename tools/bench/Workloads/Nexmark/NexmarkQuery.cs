namespace StreamEngine.Bench.Workloads.Nexmark;

/// <summary>A query of the benchmark.</summary>
/// <param name="Name"><c>q0</c>: its pipeline is <c>pipelines/nexmark/q0.yaml</c>.</param>
/// <param name="What">What it asks, one line.</param>
/// <param name="Goal">Events a second to reach.</param>
/// <param name="ByHand">A loop over the same columns that gives the same answer.</param>
internal sealed record NexmarkQuery(string Name, string What, double Goal, Func<NexmarkEvents, Answer> ByHand)
{
    /// <summary>All that are built, in their order.</summary>
    public static IReadOnlyList<NexmarkQuery> All { get; } =
    [
        new("q0", "every bid", 10e6, BidLoops.All),
        new("q1", "every bid in another currency", 10e6, BidLoops.Converted),
        new("q2", "bids on some auctions", 10e6, BidLoops.OnSome),
        new("q4", "mean closing price of a category", 1e6, AuctionLoops.MeanOfCategories),
        new("q5", "auctions with most bids in 10 s, every 2 s", 3e6, AuctionLoops.Hottest),
        new("q7", "highest bids of each 10 s", 3e6, BidLoops.Highest),
        new("q8", "who registered and sold in the same 10 s", 3e6, AuctionLoops.NewSellers),
        new("q9", "winning bid of each auction", 1e6, AuctionLoops.Winning),
        new("q11", "bids of each bidder's sessions", 1e6, BidLoops.Sessions),
        new("q12", "bids of each bidder in each 10 s", 3e6, BidLoops.Counted),
        new("q18", "last bid of each bidder on each auction", 1e6, BidLoops.LastOfPairs),
        new("q19", "ten highest bids on each auction", 1e6, BidLoops.TenHighest),
        new("q20", "bids with their auctions, of one category", 1e6, AuctionLoops.WithAuction),
    ];
}
