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
    private readonly SideRows _right = new();
    private readonly SideRows _left = new();
    private int[] _slots = [];
    private int _added; // right rows that stand in sides.Right

    /// <summary>Takes rows of both sides; false when it took none.</summary>
    public bool TryTake(Rows right, Rows left, Output output)
    {
        if (!_right.TryTake(JoinShape.RightInput, right, sides) || !_left.TryTake(JoinShape.LeftInput, left, sides))
        {
            return false;
        }

        if (_slots.Length < right.Count)
        {
            _slots = new int[Math.Max(right.Count, _slots.Length * 2)];
        }

        sides.Store(right, _slots.AsSpan(0, right.Count));
        var newest = sides.Right.Newest(sides.KeyCount);
        var matches = left.Count == 0 ? default : sides.Pass(left);
        _added = 0;
        var (r, l) = Both(right.Count, newest, matches);
        Lefts(l, right.Count, newest, matches);
        Rights(r, right.Count, newest);
        Add(right.Count);
        output.Used(right.Count + left.Count);
        return true;
    }

    /// <summary>Until one side has no more rows.</summary>
    private (int Right, int Left) Both(int rights, Span<NewestTime> newestOf, Span<int> matches)
    {
        ReadOnlySpan<long> rightAt = _right.At.AsSpan(0, rights), rightTs = _right.Ts.AsSpan(0, rights);
        ReadOnlySpan<long> leftAt = _left.At.AsSpan(0, matches.Length), leftTs = _left.Ts.AsSpan(0, matches.Length);
        ReadOnlySpan<int> rightKeys = _right.Keys.AsSpan(0, rights), leftKeys = _left.Keys.AsSpan(0, matches.Length), slots = _slots.AsSpan(0, rights);
        int r = 0, l = 0;
        while (r < rightAt.Length && l < leftAt.Length)
        {
            var at = leftAt[l];
            var isRight = Unsafe.BitCast<bool, byte>(rightAt[r] <= at);
            var right = -(int)isRight; // all bits or none
            var key = leftKeys[l] ^ ((leftKeys[l] ^ rightKeys[r]) & right);
            ref var newest = ref newestOf[key];
            var (found, slot, ts, came) = (newest.Ts, newest.Slot, leftTs[l], rightTs[r]);
            if (found > ts & isRight == 0)
            {
                Add(r);
                matches[l++] = lookUp(key, ts, sides.Right.Floor(at));
                continue;
            }

            var isSeen = Unsafe.BitCast<bool, byte>(found >= Math.Max(sides.Right.Floor(at), EventTime.Before(ts, tolerance)));
            matches[l] = slot & -(int)isSeen;
            var isNewest = right & -(int)Unsafe.BitCast<bool, byte>(came >= found);
            newest.Ts = found ^ ((found ^ came) & isNewest);
            newest.Slot = slot ^ ((slot ^ slots[r]) & isNewest);
            r += isRight;
            l += 1 - isRight;
        }

        return (r, l);
    }

    /// <summary>Left rows behind the last right one.</summary>
    private void Lefts(int from, int rights, Span<NewestTime> newestOf, Span<int> matches)
    {
        for (var l = from; l < matches.Length; l++)
        {
            var (key, at, ts) = (_left.Keys[l], _left.At[l], _left.Ts[l]);
            var newest = newestOf[key];
            if (newest.Ts > ts)
            {
                Add(rights);
                matches[l] = lookUp(key, ts, sides.Right.Floor(at));
            }
            else
            {
                matches[l] = newest.Ts >= Math.Max(sides.Right.Floor(at), EventTime.Before(ts, tolerance)) ? newest.Slot : 0;
            }
        }
    }

    /// <summary>Right rows behind the last left one.</summary>
    private void Rights(int from, int rights, Span<NewestTime> newestOf)
    {
        for (var r = from; r < rights; r++)
        {
            ref var newest = ref newestOf[_right.Keys[r]];
            if (_right.Ts[r] >= newest.Ts)
            {
                newest = new NewestTime { Ts = _right.Ts[r], Slot = _slots[r] };
            }
        }
    }

    /// <summary>Adds the right rows up to one to those that are kept.</summary>
    private void Add(int upTo)
    {
        var (from, count) = (_added, upTo - _added);
        sides.Right.Add(_right.Keys.AsSpan(from, count), _right.Ts.AsSpan(from, count), _slots.AsSpan(from, count), _right.At.AsSpan(from, count));
        _added = upTo;
    }
}
