using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>Merges inputs by (stream time, rank, sequence): a row is released when no input can bring one that goes before it (DESIGN § 4).</summary>
internal sealed class OrderedMerge : IDisposable
{
    private readonly InletQueue[] _inlets;
    private int _released;

    /// <param name="roles">The input of each inlet, in rank order.</param>
    public OrderedMerge(IReadOnlyList<int> roles) => _inlets = [.. roles.Select(role => new InletQueue(role))];

    public long HeldRows
    {
        get
        {
            var rows = 0L;
            foreach (var inlet in _inlets)
            {
                rows += inlet.HeldRows;
            }

            return rows;
        }
    }

    /// <summary>Stream time of the earliest row held; <see cref="Time.StreamTime.Never"/> for none.</summary>
    public long NextEvent
    {
        get
        {
            var least = long.MaxValue;
            foreach (var inlet in _inlets)
            {
                least = inlet.IsEmpty ? least : Math.Min(least, inlet.Bound);
            }

            return least;
        }
    }

    public long Frontier
    {
        get
        {
            var least = long.MaxValue;
            foreach (var inlet in _inlets)
            {
                least = Math.Min(least, inlet.Bound);
            }

            return least;
        }
    }

    /// <summary>The inlet that holds the others up: the first of the empty ones with the least frontier, or −1.</summary>
    public int WaitsFor
    {
        get
        {
            var slowest = -1;
            for (var i = 0; i < _inlets.Length; i++)
            {
                if (_inlets[i].IsEmpty && (slowest < 0 || _inlets[i].Frontier < _inlets[slowest].Frontier))
                {
                    slowest = i;
                }
            }

            return slowest;
        }
    }

    /// <summary>Stream time of the newest row held; the start of time when none is.</summary>
    public long NewestHeld
    {
        get
        {
            var newest = long.MinValue;
            foreach (var inlet in _inlets)
            {
                newest = Math.Max(newest, inlet.Newest);
            }

            return newest;
        }
    }

    /// <summary>Stream time up to which an inlet has spoken.</summary>
    public long FrontierOf(int inlet) => _inlets[inlet].Frontier;

    public void Add(int inlet, Batch batch) => _inlets[inlet].Add(batch);

    /// <summary>The next run of rows of one input that may go; false when none may.</summary>
    public bool TryRelease(out int role, out Rows rows)
    {
        var best = -1;
        for (var i = 0; i < _inlets.Length; i++)
        {
            if (!_inlets[i].IsEmpty && (best < 0 || _inlets[i].Bound < _inlets[best].Bound))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            role = -1;
            rows = default;
            return false;
        }

        var head = _inlets[best];
        var count = RowsUpTo(head.Head, head.Next, Limit(best), head.Head.Count);
        role = head.Role;
        rows = new Rows(head.Head, head.Next, count);
        _released = best;
        return count > 0;
    }

    /// <summary>The run handed out last was processed.</summary>
    public void Skip(int rows) => _inlets[_released].Skip(rows);

    public void Dispose()
    {
        foreach (var inlet in _inlets)
        {
            inlet.Dispose();
        }
    }

    /// <summary>How many rows from <paramref name="start"/> (to before <paramref name="end"/>) have a stream time of at most <paramref name="limit"/>.</summary>
    public static int RowsUpTo(Batch batch, int start, long limit, int end)
    {
        if (batch.At(end - 1) <= limit)
        {
            return end - start;
        }

        int low = start, high = end;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (batch.At(middle) <= limit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - start;
    }

    private long Limit(int best)
    {
        var limit = long.MaxValue;
        for (var i = 0; i < _inlets.Length; i++)
        {
            if (i != best)
            {
                var bound = _inlets[i].Bound;
                limit = Math.Min(limit, best < i || bound == long.MinValue ? bound : bound - 1);
            }
        }

        return limit;
    }
}
