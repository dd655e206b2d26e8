namespace StreamEngine.Features;

/// <summary>A level of a book.</summary>
/// <param name="Bid">Its side.</param>
/// <param name="Price">Its price.</param>
internal readonly record struct LevelKey(bool Bid, double Price)
{
    /// <summary>Orders bids before asks, each from the best on.</summary>
    public static int Compare(LevelKey x, LevelKey y) =>
        x.Bid != y.Bid ? (x.Bid ? -1 : 1) : x.Bid ? y.Price.CompareTo(x.Price) : x.Price.CompareTo(y.Price);
}
