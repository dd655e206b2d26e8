using StreamEngine.Features;

namespace StreamEngine.Bench.Books;

/// <summary>A book of sorted arrays.</summary>
internal sealed class ArrayBook : IBookSides
{
    private readonly SortedLevels _bids = new();
    private readonly SortedLevels _asks = new();

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
    public long Top() => Top(_bids) + Top(_asks);

    /// <inheritdoc/>
    public ulong Digest() => Books.Digest.Of(_bids.Keys, _bids.Sizes, Books.Digest.Of(_asks.Keys, _asks.Sizes, 0));

    private static long Top(SortedLevels side)
    {
        var sum = 0L;
        var sizes = side.Sizes;
        foreach (var size in sizes[Math.Max(0, sizes.Length - 20)..])
        {
            sum += size;
        }

        return sum;
    }
}
