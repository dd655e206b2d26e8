namespace StreamEngine.Features;

/// <summary>Levels of one side of a book in sorted arrays, the best last. Keys are price ticks, negated on the ask side, so that the greatest is the best. A change costs a move of all levels that are better.</summary>
internal sealed class SortedLevels
{
    private const int Probed = 8;

    private long[] _keys = new long[64];
    private long[] _sizes = new long[64];
    private int _count;

    public int Count => _count;

    public long BestKey => _keys[_count - 1];

    public long BestSize => _sizes[_count - 1];

    /// <summary>Levels from the worst to the best.</summary>
    public ReadOnlySpan<long> Keys => _keys.AsSpan(0, _count);

    public ReadOnlySpan<long> Sizes => _sizes.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Whether a level is there.</summary>
    public bool Has(long key)
    {
        var at = Find(key);
        return at < _count && _keys[at] == key;
    }

    /// <summary>Puts a level behind all others; it is the best from now on.</summary>
    public void Push(long key, long size)
    {
        if (_count == _keys.Length)
        {
            Grow();
        }

        _keys[_count] = key;
        _sizes[_count++] = size;
    }

    /// <summary>Takes the best level away.</summary>
    public void Pop() => _count--;

    /// <summary>Sets a level; whether it is new.</summary>
    public bool Set(long key, long size)
    {
        var at = Find(key);
        if (at < _count && _keys[at] == key)
        {
            _sizes[at] = size;
            return false;
        }

        if (_count == _keys.Length)
        {
            Grow();
        }

        if (at < _count)
        {
            Array.Copy(_keys, at, _keys, at + 1, _count - at);
            Array.Copy(_sizes, at, _sizes, at + 1, _count - at);
        }

        _keys[at] = key;
        _sizes[at] = size;
        _count++;
        return true;
    }

    public void Delete(long key)
    {
        var at = Find(key);
        if (at == _count || _keys[at] != key)
        {
            return;
        }

        _count--;
        if (at < _count)
        {
            Array.Copy(_keys, at + 1, _keys, at, _count - at);
            Array.Copy(_sizes, at + 1, _sizes, at, _count - at);
        }
    }

    /// <summary>Where the key stands or would go in.</summary>
    private int Find(long key)
    {
        var keys = _keys;
        var at = _count;
        for (var stop = Math.Max(0, _count - Probed); at > stop; at--)
        {
            if (keys[at - 1] < key)
            {
                return at;
            }
        }

        if (at == 0 || keys[at] == key)
        {
            return at;
        }

        var low = 0;
        while (low < at)
        {
            var middle = (low + at) >>> 1;
            if (keys[middle] < key)
            {
                low = middle + 1;
            }
            else
            {
                at = middle;
            }
        }

        return at;
    }

    private void Grow()
    {
        Array.Resize(ref _keys, _count * 2);
        Array.Resize(ref _sizes, _count * 2);
    }
}
