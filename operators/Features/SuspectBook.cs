namespace StreamEngine.Features;

/// <summary>What <see cref="Spoofing"/> knows of one key.</summary>
internal sealed class SuspectBook(int levels)
{
    private readonly EventSpan<SuspectUpdate> _updates = new();
    private readonly Dictionary<LevelKey, SuspectLevel> _levels = [];

    /// <summary>The bids as the last row showed them.</summary>
    public readonly ShownLevels Bids = new(levels, bid: true);

    /// <summary>The asks as the last row showed them.</summary>
    public readonly ShownLevels Asks = new(levels, bid: false);

    /// <summary>The newest threshold of a wall; null before the first.</summary>
    public double? Threshold;

    /// <summary>The levels with something within the window.</summary>
    public IReadOnlyDictionary<LevelKey, SuspectLevel> Levels => _levels;

    /// <summary>Adds what came at stream time <paramref name="at"/>; older that came up to <paramref name="dropAt"/> goes.</summary>
    public void Add(long ts, in SuspectUpdate update, long at, long dropAt)
    {
        if (_updates.Insert(ts, update, at))
        {
            Count(update, 1);
        }

        while (_updates.TryDrop(dropAt, out var dropped, out var wasInside))
        {
            if (wasInside)
            {
                Count(dropped, -1);
            }
        }
    }

    /// <summary>Moves to t − length &lt; ts ≤ t; false when something that belongs there was dropped.</summary>
    public bool MoveTo(long t, long length)
    {
        while (_updates.TryMove(t, length, out var update, out var comesIn))
        {
            Count(update, comesIn ? 1 : -1);
        }

        return _updates.IsWhole(t, length);
    }

    private void Count(in SuspectUpdate update, int sign)
    {
        var level = _levels.GetValueOrDefault(update.Level).With(update, sign);
        if (level.Updates == 0)
        {
            _levels.Remove(update.Level);
        }
        else
        {
            _levels[update.Level] = level;
        }
    }
}
