using System.Numerics;
using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>Merges inputs by (stream time, rank, sequence): a row is released when no input can bring one that goes before it (DESIGN § 4).</summary>
/// <remarks>
/// A tournament over the inlets' bounds, the lower rank winning ties: each inner place holds the winner of the two below it, so a bound that moves costs one match a level, and the runner-up, which says how far the winner's run
/// may go, is among those that stand beside the winner's way up.
/// </remarks>
internal sealed class OrderedMerge : IDisposable
{
    private readonly InletQueue[] _inlets;
    private readonly long[] _bounds; // by place in the tournament: of the winner there
    private readonly int[] _winners;
    private readonly int _leaves;

    /// <param name="roles">The input of each inlet, in rank order.</param>
    public OrderedMerge(IReadOnlyList<int> roles)
    {
        _inlets = [.. roles.Select(role => new InletQueue(role))];
        _leaves = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, roles.Count));
        _bounds = new long[_leaves * 2];
        _winners = new int[_leaves * 2];
        for (var i = 0; i < _leaves; i++)
        {
            _winners[_leaves + i] = i;
            _bounds[_leaves + i] = i < roles.Count ? StreamTime.Start : StreamTime.Never;
        }

        for (var place = _leaves - 1; place > 0; place--)
        {
            var winner = _bounds[2 * place] <= _bounds[(2 * place) + 1] ? 2 * place : (2 * place) + 1;
            (_bounds[place], _winners[place]) = (_bounds[winner], _winners[winner]);
        }
    }

    public long HeldRows { get; private set; }

    /// <summary>Stream time of the earliest row held; <see cref="StreamTime.Never"/> for none.</summary>
    public long NextEvent
    {
        get
        {
            var least = long.MaxValue;
            for (var i = 0; HeldRows > 0 && i < _inlets.Length; i++)
            {
                least = _inlets[i].IsEmpty ? least : Math.Min(least, _inlets[i].Bound);
            }

            return least;
        }
    }

    public long Frontier => _bounds[1];

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

    public void Add(int inlet, Batch batch)
    {
        _inlets[inlet].Add(batch);
        HeldRows += batch.Count;
        Update(inlet);
    }

    /// <summary>The next run of rows of one input that may go; false when none may.</summary>
    public bool TryRelease(out int role, out Rows rows)
    {
        var best = _winners[1];
        if (best >= _inlets.Length || _inlets[best].IsEmpty)
        {
            role = -1;
            rows = default;
            return false;
        }

        var head = _inlets[best];
        var count = RowsUpTo(head.Head, head.Next, Limit(best), head.Head.Count);
        role = head.Role;
        rows = new Rows(head.Head, head.Next, count);
        return count > 0;
    }

    /// <summary>Releases what may go: single rows and short runs to <paramref name="single"/>, until a long run comes, which is handed out; false when nothing more may go.</summary>
    /// <param name="longRun">Fewest rows of a long run.</param>
    /// <param name="single">Takes the others, in order.</param>
    /// <param name="rows">The long run.</param>
    public bool TryRelease(int longRun, MergedRows single, out Rows rows)
    {
        const int Steady = 4; // rows of one inlet behind one another before its run is measured
        var (before, behind, taken) = (-1, 0, 0);
        while (_winners[1] is var best && best < _inlets.Length && _inlets[best] is { IsEmpty: false } inlet)
        {
            behind = best == before ? behind + 1 : 1;
            before = best;
            if (behind <= Steady)
            {
                single.Add(inlet);
                inlet.Skip(1);
                Update(best);
                taken++;
                continue;
            }

            var count = RowsUpTo(inlet.Head, inlet.Next, Limit(best), inlet.Head.Count);
            if (count >= longRun)
            {
                HeldRows -= taken;
                rows = new Rows(inlet.Head, inlet.Next, count);
                return true;
            }

            for (var left = count; left > 0; left--)
            {
                single.Add(inlet);
                inlet.Skip(1);
            }

            Update(best);
            taken += count;
            behind = 0;
        }

        HeldRows -= taken;
        rows = default;
        return false;
    }

    /// <summary>Of two inlets: all rows that may go of the batches that stand first, to be taken by stream time, those of the first inlet first at one instant; false when there are none.</summary>
    public bool TryReleaseBoth(out Rows first, out Rows second)
    {
        var (left, right) = (_inlets[0], _inlets[1]);
        first = left.UpTo(right.BoundBehind);
        second = left.BoundBehind is var bound && bound == long.MinValue ? default : right.UpTo(bound - 1);
        return first.Count + second.Count > 0;
    }

    /// <summary>The rows of two inlets handed out last were processed.</summary>
    public void SkipBoth(int first, int second)
    {
        Skip(0, first);
        Skip(1, second);
    }

    /// <summary>The run handed out last was processed.</summary>
    public void Skip(int rows) => Skip(_winners[1], rows);

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

        // runs of merged streams are short: looked for from the start, in steps that double
        var step = 1;
        while (start + step < end && batch.At(start + step) <= limit)
        {
            step *= 2;
        }

        int low = start + (step / 2), high = Math.Min(end, start + step);
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

    private void Skip(int inlet, int rows)
    {
        if (rows > 0)
        {
            _inlets[inlet].Skip(rows);
            HeldRows -= rows;
            Update(inlet);
        }
    }

    private long Limit(int best)
    {
        var (second, bound) = (int.MaxValue, long.MaxValue);
        for (var place = _leaves + best; place > 1; place /= 2)
        {
            var beside = place ^ 1;
            if (_bounds[beside] < bound || (_bounds[beside] == bound && _winners[beside] < second))
            {
                (second, bound) = (_winners[beside], _bounds[beside]);
            }
        }

        return best < second || bound == long.MinValue ? bound : bound - 1;
    }

    /// <summary>Plays the matches of an inlet whose bound has moved. Who wins cannot be foretold where streams come in turns, so nothing branches on it.</summary>
    private void Update(int inlet)
    {
        var (bounds, winners) = (_bounds, _winners);
        var (place, winner, bound) = (_leaves + inlet, inlet, _inlets[inlet].Bound);
        bounds[place] = bound;
        while (place > 1)
        {
            var beside = place ^ 1;
            var other = bounds[beside];
            var isLess = other < bound;
            var isEqual = other == bound;
            var wins = -(long)(Unsafe.BitCast<bool, byte>(isLess) | (Unsafe.BitCast<bool, byte>(isEqual) & place & 1)); // all bits or none; the lower rank stands on the left, at the even place
            bound ^= (bound ^ other) & wins;
            winner ^= (winner ^ winners[beside]) & (int)wins;
            place >>= 1;
            bounds[place] = bound;
            winners[place] = winner;
        }
    }
}
