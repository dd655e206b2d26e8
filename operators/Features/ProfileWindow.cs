namespace StreamEngine.Features;

/// <summary>The volume profile of one key: its trades by event time, and the rows of those inside.</summary>
internal sealed class ProfileWindow
{
    private readonly EventSpan<ProfileTrade> _trades = new();
    private decimal _width;

    /// <summary>The rows of the trades inside.</summary>
    public ProfileRows Rows { get; } = new();

    /// <summary>Width of a bin.</summary>
    public decimal Width => _width;

    /// <summary>Adds a trade that came at stream time <paramref name="at"/>; older ones that came up to <paramref name="dropAt"/> go. A width other than before starts over.</summary>
    public void Add(long ts, in ProfileTrade trade, decimal width, long at, long dropAt)
    {
        if (width != _width)
        {
            _width = width;
            _trades.Clear();
            Rows.Clear();
        }

        if (_trades.Insert(ts, trade, at))
        {
            Rows.Add(trade);
        }

        while (_trades.TryDrop(dropAt, out var dropped, out var wasInside))
        {
            if (wasInside)
            {
                Rows.Remove(dropped);
            }
        }
    }

    /// <summary>Moves to t − length &lt; ts ≤ t; false when trades that belong there were dropped.</summary>
    public bool MoveTo(long t, long length)
    {
        while (_trades.TryMove(t, length, out var trade, out var comesIn))
        {
            if (comesIn)
            {
                Rows.Add(trade);
            }
            else
            {
                Rows.Remove(trade);
            }
        }

        return _trades.IsWhole(t, length);
    }
}
