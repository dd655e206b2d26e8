namespace StreamEngine.Joins;

/// <summary>Slots sorted by a time, those of one time in the order they came. Adding near the end and removing at the start cost little.</summary>
internal sealed class TimeLine
{
    private const int LeastRoom = 4;

    private long[] _times = new long[LeastRoom];
    private int[] _slots = new int[LeastRoom];
    private int _start;
    private int _end;

    public int Count => _end - _start;

    /// <summary>The least time; <see cref="Time.StreamTime.Never"/> when empty.</summary>
    public long First => _start == _end ? Time.StreamTime.Never : _times[_start];

    /// <summary>The times in order.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(_start, Count);

    /// <summary>The slots, beside <see cref="Times"/>.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(_start, Count);

    /// <summary>Adds a slot behind those of its time.</summary>
    public void Add(long time, int slot)
    {
        if (_end == _times.Length)
        {
            MakeRoom();
        }

        var position = _end++;
        if (position > _start && _times[position - 1] > time)
        {
            position = _start + After(time, position - _start);
            Array.Copy(_times, position, _times, position + 1, _end - 1 - position);
            Array.Copy(_slots, position, _slots, position + 1, _end - 1 - position);
        }

        (_times[position], _slots[position]) = (time, slot);
    }

    /// <summary>How many have a time of at most this one.</summary>
    public int UpTo(long time) => _end == _start || _times[_end - 1] <= time ? Count : After(time, Count);

    /// <summary>How many have an earlier time.</summary>
    public int Before(long time) => time == long.MinValue ? 0 : UpTo(time - 1);

    /// <summary>Removes the first and gives its slot.</summary>
    public int RemoveFirst() => _slots[_start++];

    private int After(long time, int count)
    {
        // most questions are about the end
        int low = 0, high = count, step = 1;
        while (high - step > low && _times[_start + high - step] > time)
        {
            high -= step;
            step *= 2;
        }

        low = Math.Max(low, high - step);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_times[_start + middle] <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private void MakeRoom()
    {
        var kept = Count;
        var room = kept > _times.Length / 2 ? _times.Length * 2 : _times.Length;
        _times = Moved(_times, room);
        _slots = Moved(_slots, room);
        _start = 0;
        _end = kept;
    }

    private T[] Moved<T>(T[] from, int room)
    {
        var to = room == from.Length ? from : new T[room];
        Array.Copy(from, _start, to, 0, _end - _start);
        return to;
    }
}
