using System.Runtime.CompilerServices;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Joins;

/// <summary>
/// Rows of both sides of a backward join, as they follow one another by stream time. Whether the next row is a left or a right one cannot be foretold where streams come in turns, so nothing branches on it: each step reads one of
/// both and writes a match, which stands when the row was a left one. A left row older than the newest right row of its key is looked up among all of them.
/// </summary>
/// <param name="sides">The sides.</param>
/// <param name="tolerance">How far apart event times may be.</param>
/// <param name="lookUp">The slot of the match of a key, event time and least event time that is seen, among all right rows kept.</param>
internal sealed class BackwardMatch(JoinSides sides, long tolerance, Func<int, long, long, int> lookUp)
{
    private readonly SideRows _right = new(sides, JoinShape.RightInput);
    private readonly SideRows _left = new(sides, JoinShape.LeftInput);
    private int[] _slots = [];
    private int _added; // right rows that stand in sides.Right

    /// <summary>Takes rows of both sides; false when it took none.</summary>
    public bool TryTake(Rows right, Rows left, Output output)
    {
        if (!_right.TryTake(right) || !_left.TryTake(left))
        {
            return false;
        }

        var rights = Stored(right);
        var lefts = Bounded();
        var newest = sides.Right.Newest(sides.KeyCount);
        _added = 0;
        var (r, l) = Both(rights, lefts, newest);
        Lefts(l, rights, lefts, newest);
        Rights(rights[r..], newest);
        Add(rights, rights.Length);
        if (lefts.Length > 0)
        {
            Pass(left, lefts);
        }

        output.Used(right.Count + left.Count);
        return true;
    }

    /// <summary>The right rows, each with a slot.</summary>
    private Span<SideRow> Stored(Rows right)
    {
        if (_slots.Length < right.Count)
        {
            _slots = new int[Math.Max(right.Count, _slots.Length * 2)];
        }

        var slots = _slots.AsSpan(0, right.Count);
        var rights = _right.All;
        sides.Store(right, slots);
        for (var i = 0; i < rights.Length; i++)
        {
            rights[i].Slot = slots[i];
        }

        return rights;
    }

    /// <summary>The left rows, each with the least event time it may be matched with.</summary>
    private Span<SideRow> Bounded()
    {
        var lefts = _left.All;
        foreach (ref var left in lefts)
        {
            left.Least = Math.Max(sides.Right.Floor(left.At), EventTime.Before(left.Ts, tolerance));
        }

        return lefts;
    }

    /// <summary>Until one side has no more rows.</summary>
    private (int Right, int Left) Both(Span<SideRow> rights, Span<SideRow> lefts, Span<NewestTime> newestOf)
    {
        int r = 0, l = 0;
        while ((uint)r < (uint)rights.Length && (uint)l < (uint)lefts.Length)
        {
            ref var right = ref rights[r];
            ref var left = ref lefts[l];
            var isRight = Unsafe.BitCast<bool, byte>(right.At <= left.At);
            var mask = -(int)isRight; // all bits or none
            ref var newest = ref newestOf[left.Key ^ ((left.Key ^ right.Key) & mask)];
            var found = newest.Ts;
            var slot = newest.Slot;
            if ((Unsafe.BitCast<bool, byte>(found > left.Ts) & ~mask) != 0)
            {
                Add(rights, r);
                left.Slot = LookUp(left);
                l++;
                continue;
            }

            left.Slot = slot & -(int)Unsafe.BitCast<bool, byte>(found >= left.Least);
            mask &= -(int)Unsafe.BitCast<bool, byte>(right.Ts >= found);
            newest.Ts = found ^ ((found ^ right.Ts) & mask);
            newest.Slot = slot ^ ((slot ^ right.Slot) & mask);
            r += isRight;
            l += 1 - isRight;
        }

        return (r, l);
    }

    /// <summary>Left rows behind the last right one.</summary>
    private void Lefts(int from, Span<SideRow> rights, Span<SideRow> lefts, Span<NewestTime> newestOf)
    {
        foreach (ref var left in lefts[from..])
        {
            ref var newest = ref newestOf[left.Key];
            if (newest.Ts > left.Ts)
            {
                Add(rights, rights.Length);
                left.Slot = LookUp(left);
            }
            else
            {
                left.Slot = newest.Ts >= left.Least ? newest.Slot : 0;
            }
        }
    }

    /// <summary>Right rows behind the last left one.</summary>
    private static void Rights(Span<SideRow> rights, Span<NewestTime> newestOf)
    {
        foreach (ref var right in rights)
        {
            ref var newest = ref newestOf[right.Key];
            if (right.Ts >= newest.Ts)
            {
                (newest.Ts, newest.Slot) = (right.Ts, right.Slot);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int LookUp(in SideRow left) => lookUp(left.Key, left.Ts, sides.Right.Floor(left.At));

    /// <summary>Adds the right rows up to one to those that are kept.</summary>
    private void Add(Span<SideRow> rights, int upTo)
    {
        sides.Right.Add(rights[_added..upTo], _right.MostKey);
        _added = upTo;
    }

    private void Pass(Rows left, Span<SideRow> lefts)
    {
        var matches = sides.Pass(left);
        for (var i = 0; i < lefts.Length; i++)
        {
            matches[i] = lefts[i].Slot;
        }
    }
}
