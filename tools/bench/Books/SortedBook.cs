namespace StreamEngine.Bench.Books;

/// <summary>A book of sorted dictionaries: what the others are checked against.</summary>
internal sealed class SortedBook : IBookSides
{
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];

    /// <inheritdoc/>
    public void Apply(in BookUpdate update)
    {
        if (update.Clears)
        {
            _bids.Clear();
            _asks.Clear();
            return;
        }

        var side = update.IsBid ? _bids : _asks;
        if (update.Steps == 0)
        {
            side.Remove(update.Key);
        }
        else
        {
            side[update.Key] = update.Steps;
        }
    }

    /// <inheritdoc/>
    public long Top() => _bids.Values.TakeLast(20).Sum() + _asks.Values.TakeLast(20).Sum();

    /// <inheritdoc/>
    public ulong Digest() => Books.Digest.Of([.. _bids.Keys], [.. _bids.Values], Books.Digest.Of([.. _asks.Keys], [.. _asks.Values], 0));
}
