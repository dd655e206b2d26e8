namespace StreamEngine.Joins;

/// <summary>Right rows in the order they came, behind one another: written in one go and mostly dropped from the front, without having been sorted by key.</summary>
internal sealed class TimeLog
{
    private const int LeastRoom = 1024;

    private int[] _keys = new int[LeastRoom];
    private long[] _ts = new long[LeastRoom];
    private int[] _slots = new int[LeastRoom];
    private int _start;
    private int _end;
    private int _sparseAt = LeastRoom; // so many rows may be held up by one in front before those that are over are picked out

    /// <summary>Rows.</summary>
    public int Count => _end - _start;

    /// <summary>Their keys.</summary>
    public ReadOnlySpan<int> Keys => _keys.AsSpan(_start, Count);

    /// <summary>Their event times.</summary>
    public ReadOnlySpan<long> Ts => _ts.AsSpan(_start, Count);

    /// <summary>Where they stand.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(_start, Count);

    /// <summary>Adds rows.</summary>
    public void Add(ReadOnlySpan<int> keys, ReadOnlySpan<long> ts, ReadOnlySpan<int> slots)
    {
        if (_end + keys.Length > _keys.Length)
        {
            MakeRoom(keys.Length);
        }

        keys.CopyTo(_keys.AsSpan(_end));
        ts.CopyTo(_ts.AsSpan(_end));
        slots.CopyTo(_slots.AsSpan(_end));
        _end += keys.Length;
    }

    /// <summary>Drops rows with an event time before a floor: those in front at once, those behind a newer one when there are many.</summary>
    public void Drop(long floor, RowStore rows)
    {
        var next = _start;
        while (next < _end && _ts[next] < floor)
        {
            next++;
        }

        rows.Free(_slots.AsSpan(_start, next - _start));
        _start = next;
        if (Count > _sparseAt)
        {
            DropAll(floor, rows);
            _sparseAt = Math.Max(LeastRoom, 2 * Count);
        }
    }

    /// <summary>Forgets all rows, which stand elsewhere now.</summary>
    public void Clear() => (_start, _end) = (0, 0);

    private void DropAll(long floor, RowStore rows)
    {
        var kept = _start;
        for (var i = _start; i < _end; i++)
        {
            if (_ts[i] < floor)
            {
                rows.Free(_slots[i]);
            }
            else
            {
                (_keys[kept], _ts[kept], _slots[kept]) = (_keys[i], _ts[i], _slots[i]);
                kept++;
            }
        }

        _end = kept;
    }

    private void MakeRoom(int more)
    {
        var count = Count;
        var room = 2 * (count + more) > _keys.Length ? Math.Max(2 * (count + more), 2 * _keys.Length) : _keys.Length;
        _keys = Moved(_keys, room);
        _ts = Moved(_ts, room);
        _slots = Moved(_slots, room);
        (_start, _end) = (0, count);
    }

    private T[] Moved<T>(T[] from, int room)
    {
        var to = room == from.Length ? from : new T[room];
        Array.Copy(from, _start, to, 0, Count);
        return to;
    }
}
