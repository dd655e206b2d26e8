using StreamEngine.Data;

namespace StreamEngine.Normalizers;

/// <summary>
/// A venue message about one book, whole or in the making: a snapshot or a clear, level changes, and what became of the book, in this order, each of them or none.
/// </summary>
internal sealed class BookMessage
{
    /// <summary>Most levels a side of <c>order_book_depth</c> (REQUIREMENTS DOM-02).</summary>
    public const int MostDepth = 20;

    /// <summary>The snapshot it begins with, which clears the book first.</summary>
    public BookPart Snapshot = new();

    /// <summary>Whether it clears the book without a snapshot.</summary>
    public bool Clears;

    /// <summary>What it changes.</summary>
    public BookPart Changes = new();

    /// <summary>What became of the book.</summary>
    public BookStatus? Status;

    /// <summary>Whether nothing is in it.</summary>
    public bool IsEmpty => !Snapshot.IsPresent && !Clears && Changes.Levels.Count == 0 && Status is null;

    /// <summary>Whether it stands on the book before it.</summary>
    public bool Follows => !Snapshot.IsPresent && !Clears;

    /// <summary>Update id of the book behind it.</summary>
    public long? Seq => Changes.Levels.Count > 0 || Status is not null ? Changes.Seq : Snapshot.IsPresent ? Snapshot.Seq : Changes.Seq;

    /// <summary>Whether it is a whole book that <c>order_book_depth</c> can hold: at most 20 levels a side, bids falling, then asks rising, not crossed.</summary>
    public bool IsDepth => Snapshot.IsPresent && !Clears && Changes.Levels.Count == 0 && Status is null && Unfit(Snapshot.Levels) is null;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Snapshot.Clear();
        Changes.Clear();
        Clears = false;
        Status = null;
    }

    /// <summary>Why levels are no <c>order_book_depth</c>, as place and what is wrong; null when they are.</summary>
    public static string? Unfit(List<BookLevel> levels)
    {
        var (bids, asks) = (0, 0);
        BookLevel before = default;
        foreach (var level in levels)
        {
            if (level.Qty <= 0)
            {
                return $"{Place(level, bids, asks)}/q is {Text(level.Qty)}; it must be more than 0";
            }

            if (level.IsBid)
            {
                if (asks > 0)
                {
                    return "bids stand before asks";
                }

                if (bids > 0 && level.Price >= before.Price)
                {
                    return $"{Place(level, bids, asks)}/p is {Text(level.Price)}; bids must fall, and the one before is {Text(before.Price)}";
                }

                bids++;
            }
            else
            {
                if (asks > 0 && level.Price <= before.Price)
                {
                    return $"{Place(level, bids, asks)}/p is {Text(level.Price)}; asks must rise, and the one before is {Text(before.Price)}";
                }

                if (asks == 0 && bids > 0 && level.Price <= levels[0].Price)
                {
                    return $"/payload/asks/0/p is {Text(level.Price)}; the best ask must be above the best bid, {Text(levels[0].Price)}";
                }

                asks++;
            }

            before = level;
        }

        return bids > MostDepth || asks > MostDepth ? $"it has {Math.Max(bids, asks)} levels a side; it must have {MostDepth} or less" : null;
    }

    private static string Place(BookLevel level, int bids, int asks) => level.IsBid ? $"/payload/bids/{bids}" : $"/payload/asks/{asks}";

    private static string Text(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
