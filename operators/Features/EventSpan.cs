namespace StreamEngine.Features;

/// <summary>
/// Items by event time, of which those with t − length &lt; ts ≤ t are inside: kept sorted by ts (those of one ts in the order they came), insertion near the end, two borders that walk to where the question is. It
/// tells which items come in and go out, one by one. In order that is O(1) an item.
/// </summary>
internal sealed class EventSpan<T>
    where T : struct
{
    private long[] _ts = new long[16];
    private long[] _at = new long[16];
    private T[] _items = new T[16];
    private int _start;
    private int _end;
    private int _low;
    private int _high;

    /// <summary>Items inside.</summary>
    public int Count => _high - _low;

    /// <summary>Items kept.</summary>
    public int Kept => _end - _start;

    /// <summary>The newest ts of an item dropped; <see cref="long.MinValue"/> when none was.</summary>
    public long Dropped { get; private set; } = long.MinValue;

    /// <summary>The items inside, oldest first.</summary>
    public ReadOnlySpan<T> Inside => _items.AsSpan(_low, Count);

    /// <summary>Forgets all items.</summary>
    public void Clear()
    {
        (_start, _end, _low, _high) = (0, 0, 0, 0);
        Dropped = long.MinValue;
    }

    /// <summary>Adds an item that came at stream time <paramref name="at"/>; whether it comes in.</summary>
    public bool Insert(long ts, T item, long at)
    {
        if (_end == _ts.Length)
        {
            MakeRoom();
        }

        var position = _end;
        while (position > _start && _ts[position - 1] > ts)
        {
            position--;
        }

        if (position < _end)
        {
            Array.Copy(_ts, position, _ts, position + 1, _end - position);
            Array.Copy(_at, position, _at, position + 1, _end - position);
            Array.Copy(_items, position, _items, position + 1, _end - position);
        }

        (_ts[position], _items[position], _at[position]) = (ts, item, at);
        _end++;
        var inside = position >= _low && position < _high;
        _low += position < _low ? 1 : 0;
        _high += position < _high ? 1 : 0;
        return inside;
    }

    /// <summary>Moves the borders one item towards t − <paramref name="length"/> &lt; ts ≤ t: which item, and whether it comes in. False when they are there.</summary>
    public bool TryMove(long t, long length, out T item, out bool comesIn)
    {
        var after = After(t, length);
        comesIn = true;
        if (_high < _end && _ts[_high] <= t)
        {
            item = _items[_high++];
            return true;
        }

        if (_low > _start && _ts[_low - 1] > after)
        {
            item = _items[--_low];
            return true;
        }

        comesIn = false;
        if (_high > _low && _ts[_high - 1] > t)
        {
            item = _items[--_high];
            return true;
        }

        if (_low < _high && _ts[_low] <= after)
        {
            item = _items[_low++];
            return true;
        }

        item = default;
        return false;
    }

    /// <summary>Whether no item that would be inside has been dropped.</summary>
    public bool IsWhole(long t, long length) => Dropped <= After(t, length);

    /// <summary>Drops the oldest item if it came up to a stream time: which, and whether it was inside. False when there is none.</summary>
    public bool TryDrop(long at, out T item, out bool wasInside)
    {
        if (_start == _end || _at[_start] > at)
        {
            item = default;
            wasInside = false;
            return false;
        }

        item = _items[_start];
        wasInside = _start >= _low && _start < _high;
        Dropped = Math.Max(Dropped, _ts[_start++]);
        _low = Math.Max(_low, _start);
        _high = Math.Max(_high, _start);
        return true;
    }

    private static long After(long t, long length) => t < long.MinValue + length ? long.MinValue : t - length;

    private void MakeRoom()
    {
        var kept = _end - _start;
        var room = kept > _ts.Length / 2 ? _ts.Length * 2 : _ts.Length;
        _ts = Moved(_ts, room);
        _at = Moved(_at, room);
        _items = Moved(_items, room);
        _low -= _start;
        _high -= _start;
        _start = 0;
        _end = kept;
    }

    private TItem[] Moved<TItem>(TItem[] from, int room)
    {
        var to = room == from.Length ? from : new TItem[room];
        Array.Copy(from, _start, to, 0, _end - _start);
        return to;
    }
}
