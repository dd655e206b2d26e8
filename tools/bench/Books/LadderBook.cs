using StreamEngine.Features;

namespace StreamEngine.Bench.Books;

/// <summary>A book of tick ladders, as the engine keeps it.</summary>
internal sealed class LadderBook : IBookSides
{
    private readonly TickLadder _bids = new(20);
    private readonly TickLadder _asks = new(20);

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
            side.Delete(update.Key);
        }
        else
        {
            side.Set(update.Key, update.Steps);
        }
    }

    /// <inheritdoc/>
    public long Top() => Total(_bids) + Total(_asks);

    /// <inheritdoc/>
    public ulong Digest() => Of(_bids, Of(_asks, 0));

    private static long Total(TickLadder side) => side.TryTotal(out var total) ? total : (long)side.Sum(20);

    private static ulong Of(TickLadder side, ulong digest)
    {
        var (keys, sizes) = (new long[side.Count], new long[side.Count]);
        side.CopyTo(keys, sizes);
        Array.Reverse(keys);
        Array.Reverse(sizes);
        return Books.Digest.Of(keys, sizes, digest);
    }
}
