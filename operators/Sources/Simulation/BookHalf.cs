namespace StreamEngine.Sources.Simulation;

/// <summary>One side of a simulated book in integer ticks and steps, worst level first and best last, so that what happens at the best is cheap. Bids count ticks upwards, asks downwards (negated).</summary>
internal sealed class BookHalf
{
    private readonly long[] _ranks;
    private readonly long[] _steps;
    private int _count;

    /// <param name="capacity">Most levels.</param>
    public BookHalf(int capacity)
    {
        _ranks = new long[capacity];
        _steps = new long[capacity];
    }

    /// <summary>Levels.</summary>
    public int Count => _count;

    /// <summary>Rank of the best level: ticks of a bid, negated ticks of an ask.</summary>
    public long Best => _ranks[_count - 1];

    /// <summary>Rank of the worst level.</summary>
    public long Worst => _ranks[0];

    /// <summary>Size of the best level in steps.</summary>
    public long BestSteps => _steps[_count - 1];

    /// <summary>Rank of a level counted from the best, 0 first.</summary>
    public long Rank(int fromBest) => _ranks[_count - 1 - fromBest];

    /// <summary>Size of a level counted from the best.</summary>
    public long Steps(int fromBest) => _steps[_count - 1 - fromBest];

    /// <summary>Adds to a level, which is made when it is new; the size behind it.</summary>
    public long Add(long rank, long steps)
    {
        var at = _count;
        while (at > 0 && _ranks[at - 1] >= rank)
        {
            at--;
        }

        if (at < _count && _ranks[at] == rank)
        {
            return _steps[at] += steps;
        }

        Array.Copy(_ranks, at, _ranks, at + 1, _count - at);
        Array.Copy(_steps, at, _steps, at + 1, _count - at);
        _ranks[at] = rank;
        _steps[at] = steps;
        _count++;
        return steps;
    }

    /// <summary>Takes from a level counted from the best; an emptied level goes. What is left of it.</summary>
    public long Take(int fromBest, long steps)
    {
        var at = _count - 1 - fromBest;
        var left = _steps[at] -= steps;
        if (left == 0)
        {
            _count--;
            Array.Copy(_ranks, at + 1, _ranks, at, _count - at);
            Array.Copy(_steps, at + 1, _steps, at, _count - at);
        }

        return left;
    }

    /// <summary>Takes over the levels of another.</summary>
    public void CopyFrom(BookHalf other)
    {
        _count = other._count;
        Array.Copy(other._ranks, _ranks, _count);
        Array.Copy(other._steps, _steps, _count);
    }
}
