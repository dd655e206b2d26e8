namespace StreamEngine.Bench.Workloads;

/// <summary>One side of a book as written by hand for a known tick size: sorted arrays, the best level last, looked for from there. Ask keys are negated.</summary>
internal sealed class HandBook
{
    private const int Probed = 8;

    private long[] _keys = new long[256];
    private long[] _sizes = new long[256];

    /// <summary>Levels.</summary>
    public int Count { get; private set; }

    /// <summary>Key of the best.</summary>
    public long BestKey => _keys[Count - 1];

    /// <summary>Size of the best.</summary>
    public long BestSize => _sizes[Count - 1];

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Key of a level, 0 the best.</summary>
    public long Key(int level) => _keys[Count - 1 - level];

    /// <summary>Size of a level, 0 the best.</summary>
    public long Size(int level) => _sizes[Count - 1 - level];

    /// <summary>Sets or, with size 0, deletes a level.</summary>
    public void Set(long key, long size)
    {
        var keys = _keys;
        var at = Count;
        var least = Math.Max(0, at - Probed);
        while (at > least && keys[at - 1] >= key)
        {
            at--;
        }

        if (at == least && at > 0 && keys[at - 1] >= key)
        {
            at = Array.BinarySearch(keys, 0, at, key);
            at = at < 0 ? ~at : at;
        }

        var found = at < Count && keys[at] == key;
        if (size == 0)
        {
            if (found)
            {
                Array.Copy(keys, at + 1, keys, at, Count - at - 1);
                Array.Copy(_sizes, at + 1, _sizes, at, Count - at - 1);
                Count--;
            }

            return;
        }

        if (!found)
        {
            if (Count == keys.Length)
            {
                Array.Resize(ref _keys, Count * 2);
                Array.Resize(ref _sizes, Count * 2);
                keys = _keys;
            }

            Array.Copy(keys, at, keys, at + 1, Count - at);
            Array.Copy(_sizes, at, _sizes, at + 1, Count - at);
            keys[at] = key;
            Count++;
        }

        _sizes[at] = size;
    }

    /// <summary>Sizes of the best levels, added up.</summary>
    public long Sum(int levels)
    {
        var sum = 0L;
        foreach (var size in _sizes.AsSpan(Math.Max(0, Count - levels), Math.Min(levels, Count)))
        {
            sum += size;
        }

        return sum;
    }
}
