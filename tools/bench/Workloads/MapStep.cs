namespace StreamEngine.Bench.Workloads;

/// <summary>A market event on its way through the maps of W1, as a message of its own.</summary>
internal readonly record struct MapStep(double Price, double Qty, double Bid, double Aux)
{
    /// <summary>The event before the first map.</summary>
    public static MapStep Of(MarketRow row) => new(row.Price, row.Qty, row.Bid, row.Aux);
}
