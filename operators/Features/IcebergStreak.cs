namespace StreamEngine.Features;

/// <summary>Fills at one level since its visible size has stayed what it was.</summary>
internal sealed class IcebergStreak(decimal visible)
{
    private readonly EventSpan<decimal> _fills = new();
    private readonly List<decimal> _sizes = []; // of the fills within the window, in ascending order
    private readonly List<IcebergFill> _unseen = [];
    private readonly decimal _visible = visible;
    private (int Count, decimal Volume)? _largest;

    /// <summary>Event time of the newest fill.</summary>
    public long Newest { get; private set; } = long.MinValue;

    /// <summary>Whether fills wait for the next book row.</summary>
    public bool IsWaiting => _unseen.Count > 0;

    /// <summary>Whether a visible size is within percent of that of the first fill.</summary>
    public bool Stays(decimal size, int percent) => Math.Abs(size - _visible) * 100 <= _visible * percent;

    /// <summary>Adds a fill; it counts from the next book row on, if that still shows the size.</summary>
    public void Add(long ts, decimal quantity)
    {
        _unseen.Add(new IcebergFill(ts, quantity));
        Newest = Math.Max(Newest, ts);
    }

    /// <summary>A book row came that shows the size: the fills before it count.</summary>
    public void Confirm(long at, long dropAt)
    {
        foreach (var fill in _unseen)
        {
            if (_fills.Insert(fill.Ts, fill.Quantity, at))
            {
                Enter(fill.Quantity);
            }
        }

        _unseen.Clear();
        while (_fills.TryDrop(dropAt, out var dropped, out var wasInside))
        {
            if (wasInside)
            {
                Leave(dropped);
            }
        }
    }

    /// <summary>Moves to t − length &lt; ts ≤ t.</summary>
    public void MoveTo(long t, long length)
    {
        while (_fills.TryMove(t, length, out var quantity, out var comesIn))
        {
            if (comesIn)
            {
                Enter(quantity);
            }
            else
            {
                Leave(quantity);
            }
        }
    }

    /// <summary>The most fills that lie within percent of one of them, of equally many those around the smallest: how many, and their volume.</summary>
    public (int Count, decimal Volume) Largest(int percent)
    {
        if (_largest is { } known)
        {
            return known;
        }

        var (count, volume, sum, low, high) = (0, 0m, 0m, 0, 0);
        foreach (var size in _sizes)
        {
            while (high < _sizes.Count && _sizes[high] * 100 <= size * (100 + percent))
            {
                sum += _sizes[high++];
            }

            while (_sizes[low] * 100 < size * (100 - percent))
            {
                sum -= _sizes[low++];
            }

            if (high - low > count)
            {
                (count, volume) = (high - low, sum);
            }
        }

        _largest = (count, volume);
        return (count, volume);
    }

    private void Enter(decimal quantity)
    {
        var at = _sizes.BinarySearch(quantity);
        _sizes.Insert(at < 0 ? ~at : at, quantity);
        _largest = null;
    }

    private void Leave(decimal quantity)
    {
        _sizes.RemoveAt(_sizes.BinarySearch(quantity));
        _largest = null;
    }
}
