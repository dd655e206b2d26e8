namespace StreamEngine.Features;

/// <summary>What <see cref="Iceberg"/> knows of one key.</summary>
internal sealed class IcebergBook(int levels)
{
    private readonly Dictionary<LevelKey, IcebergStreak> _streaks = [];
    private readonly List<LevelKey> _waiting = [];

    /// <summary>The bids as the last row showed them.</summary>
    public readonly ShownLevels Bids = new(levels, bid: true);

    /// <summary>The asks as the last row showed them.</summary>
    public readonly ShownLevels Asks = new(levels, bid: false);

    /// <summary>Levels whose visible size has stayed since their first fill.</summary>
    public IReadOnlyDictionary<LevelKey, IcebergStreak> Streaks => _streaks;

    /// <summary>A fill at a level; one that is not shown, or was last filled a window ago, has no streak to go on with.</summary>
    public void Fill(LevelKey level, long ts, decimal quantity, long window)
    {
        if (_streaks.TryGetValue(level, out var streak) && ts >= streak.Newest && ts - streak.Newest >= window)
        {
            _streaks.Remove(level);
            _waiting.Remove(level);
            streak = null;
        }

        if (streak is null)
        {
            if ((level.Bid ? Bids : Asks).SizeAt(level.Price) is not { } shown || shown == 0)
            {
                return;
            }

            streak = new IcebergStreak((decimal)shown);
            _streaks.Add(level, streak);
        }

        if (!streak.IsWaiting)
        {
            _waiting.Add(level);
        }

        streak.Add(ts, quantity);
    }

    /// <summary>What differs in the next book row: a level whose size left its range, or that is not shown any more, has no streak.</summary>
    public void Follow(bool bid, List<LevelStep> steps, int percent)
    {
        foreach (var step in steps)
        {
            var level = new LevelKey(bid, step.Price);
            if (_streaks.TryGetValue(level, out var streak) && (step.Move != LevelMove.Changed || !streak.Stays((decimal)step.After, percent)))
            {
                _streaks.Remove(level);
                _waiting.Remove(level);
            }
        }
    }

    /// <summary>The book row is done: fills of the streaks that are left count.</summary>
    public void Confirm(long at, long dropAt)
    {
        foreach (var level in _waiting)
        {
            _streaks[level].Confirm(at, dropAt);
        }

        _waiting.Clear();
    }

    /// <summary>The book was lost, and all streaks with it.</summary>
    public void Forget()
    {
        Bids.Forget();
        Asks.Forget();
        _streaks.Clear();
        _waiting.Clear();
    }
}
