using System.Numerics;

namespace StreamEngine.Features;

/// <summary>
/// One side of a book on a ladder of ticks: a window of ticks that ends above the best level holds a size each and a bit that tells whether there is one, so that a change costs one store wherever it falls; levels
/// below the window stand in sorted arrays. Keys are price ticks, negated on the ask side, so that the greatest is the best.
/// </summary>
/// <remarks>
/// The window moves with the best level and is a ring, so that what stays in it is not moved. It grows while a level takes no more than <see cref="Sparsest"/> ticks of it: memory is under 8 × 64 bytes a level
/// and 1 MiB a side, besides 16 bytes for each level below. The sum of the best <c>depth</c> sizes is kept up with every change.
/// </remarks>
/// <param name="depth">How many of the best levels <see cref="TryTotal"/> adds up; 0 when nobody asks.</param>
internal sealed class TickLadder(int depth)
{
    /// <summary>Most levels a side.</summary>
    public const int Limit = 1_000_000;

    /// <summary>The greatest key, and the least below zero.</summary>
    public const long MostKey = long.MaxValue - (1 << 20);

    private const int FewestTicks = 1 << 9;
    private const int MostTicks = 1 << 17;
    private const int Sparsest = 64;
    private const long None = long.MinValue;
    private const long Large = long.MaxValue / 1024; // sizes beyond are added up with care: a side of 1,000 others stays within 63 bits

    private readonly SortedLevels _below = new();
    private long[] _sizes = new long[FewestTicks];
    private ulong[] _isSet = new ulong[FewestTicks / 64];
    private long _low; // least key of the window, a multiple of 64
    private long _best = None;
    private int _inside;
    private long _cut = long.MaxValue; // least key that is in the sum
    private long _sum;
    private bool _hasLarge;

    /// <summary>Levels.</summary>
    public int Count => _inside + _below.Count;

    /// <summary>The best key.</summary>
    public long BestKey => _best;

    /// <summary>The size there.</summary>
    public long BestSize => _sizes[Slot(_best)];

    /// <summary>The sum of the best <c>depth</c> sizes, where it is at hand: all of them stand in the window and none is large.</summary>
    public bool TryTotal(out long total)
    {
        total = _sum;
        return !_hasLarge && (_inside >= depth || _below.Count == 0);
    }

    /// <summary>The sizes of the best so many levels, added up one by one.</summary>
    public Int128 Sum(int levels)
    {
        Span<Int128> sum = stackalloc Int128[1];
        Sums([levels], sum);
        return sum[0];
    }

    /// <summary>The sizes of the best so many levels, for each of some numbers of levels, ascending: one walk.</summary>
    public void Sums(ReadOnlySpan<int> levels, Span<Int128> sums)
    {
        Int128 sum = 0;
        var key = _best;
        var (inside, below) = (0, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            for (var last = Math.Min(levels[i], _inside); inside < last; inside++)
            {
                key = inside > 0 ? Below(key) : key;
                sum += _sizes[Slot(key)];
            }

            var sizes = _below.Sizes;
            for (var last = Math.Min(levels[i] - _inside, sizes.Length); below < last; below++)
            {
                sum += sizes[^(below + 1)];
            }

            sums[i] = sum;
        }
    }

    /// <summary>Forgets all levels.</summary>
    public void Clear()
    {
        _below.Clear();
        Array.Clear(_isSet);
        _inside = 0;
        _best = None;
        _cut = long.MaxValue;
        _sum = 0;
        _hasLarge = false;
    }

    /// <summary>Takes levels in place of what was there, from the best on.</summary>
    public void Load(ReadOnlySpan<long> keys, ReadOnlySpan<long> sizes)
    {
        Clear();
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            _below.Push(keys[i], sizes[i]);
            _hasLarge |= sizes[i] > Large;
        }

        Recentre();
    }

    /// <summary>Sets a level.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void Set(long key, long size)
    {
        _hasLarge |= size > Large;
        if ((ulong)(key - _low) < (ulong)_sizes.Length)
        {
            var slot = Slot(key);
            ref var word = ref _isSet[slot >> 6];
            ref var at = ref _sizes[slot];
            var bit = 1UL << (slot & 63);
            if ((word & bit) != 0)
            {
                if (key >= _cut)
                {
                    _sum += size - at;
                }

                at = size;
                return;
            }

            if (Count < Limit)
            {
                word |= bit;
                at = size;
                Added(key, size);
                return;
            }
        }

        SetOutside(key, size);
    }

    /// <summary>Deletes a level; what is not there is not missed.</summary>
    public void Delete(long key)
    {
        if ((ulong)(key - _low) >= (ulong)_sizes.Length)
        {
            if (key < _low)
            {
                _below.Delete(key);
            }

            return;
        }

        var slot = Slot(key);
        ref var word = ref _isSet[slot >> 6];
        var bit = 1UL << (slot & 63);
        if ((word & bit) == 0)
        {
            return;
        }

        word &= ~bit;
        _inside--;
        if (key >= _cut)
        {
            Leave(key, _sizes[slot]);
        }

        if (key == _best)
        {
            LoseBest(key);
        }
    }

    /// <summary>Copies levels from the best on, as many as there are and fit; how many.</summary>
    public int CopyTo(Span<long> keys, Span<long> sizes)
    {
        var count = Math.Min(keys.Length, _inside);
        var key = _best;
        for (var i = 0; i < count; i++)
        {
            keys[i] = key;
            sizes[i] = _sizes[Slot(key)];
            key = i + 1 < count ? Below(key) : key;
        }

        var more = Math.Min(keys.Length - count, _below.Count);
        for (var i = 1; i <= more; i++)
        {
            keys[count] = _below.Keys[^i];
            sizes[count++] = _below.Sizes[^i];
        }

        return count;
    }

    /// <summary>Makes each tick <paramref name="factor"/> ticks.</summary>
    /// <exception cref="OverflowException">A price has too many.</exception>
    public void RescaleKeys(long factor)
    {
        var (keys, sizes) = Levels();
        foreach (ref var key in keys.AsSpan())
        {
            key = checked(key * factor);
            if (key is > MostKey or < -MostKey)
            {
                throw new OverflowException();
            }
        }

        Load(keys, sizes);
    }

    /// <summary>Makes each step of a size <paramref name="factor"/> steps.</summary>
    /// <exception cref="OverflowException">A size has too many.</exception>
    public void RescaleSizes(long factor)
    {
        var (keys, sizes) = Levels();
        foreach (ref var size in sizes.AsSpan())
        {
            size = checked(size * factor);
        }

        Load(keys, sizes);
    }

    /// <summary>All levels, from the best on.</summary>
    public (long[] Keys, long[] Sizes) Levels()
    {
        var levels = (Keys: new long[Count], Sizes: new long[Count]);
        CopyTo(levels.Keys, levels.Sizes);
        return levels;
    }

    private int Slot(long key) => (int)key & (_sizes.Length - 1);

    /// <summary>A level came into the window.</summary>
    private void Added(long key, long size)
    {
        _inside++;
        if (key > _best)
        {
            _best = key;
        }

        if (_inside <= depth)
        {
            _sum += size;
            _cut = Math.Min(_cut, key);
        }
        else if (key > _cut)
        {
            _sum += size - _sizes[Slot(_cut)];
            _cut = Above(_cut);
        }
    }

    /// <summary>A level that was in the sum went.</summary>
    private void Leave(long key, long size)
    {
        _sum -= size;
        if (_inside >= depth)
        {
            _cut = Below(_cut);
            _sum += _sizes[Slot(_cut)];
        }
        else if (key == _cut)
        {
            _cut = _inside == 0 ? long.MaxValue : Above(key);
        }
    }

    private void LoseBest(long key)
    {
        if (_inside > 0)
        {
            _best = Below(key);
            if (_best - _low >= _sizes.Length / 4 || _below.Count == 0)
            {
                return;
            }
        }
        else
        {
            _best = None;
        }

        Recentre();
    }

    /// <summary>The next level below a key of the window; there is one.</summary>
    private long Below(long key)
    {
        var slot = Slot(key);
        var word = slot >> 6;
        var bits = _isSet[word] & ((1UL << (slot & 63)) - 1);
        var from = key & ~63L;
        while (bits == 0)
        {
            from -= 64;
            word = (word - 1) & (_isSet.Length - 1);
            bits = _isSet[word];
        }

        return from + 63 - BitOperations.LeadingZeroCount(bits);
    }

    /// <summary>The next level above a key of the window; there is one.</summary>
    private long Above(long key)
    {
        var slot = Slot(key);
        var word = slot >> 6;
        var bits = _isSet[word] & (~0UL << (slot & 63) << 1);
        var from = key & ~63L;
        while (bits == 0)
        {
            from += 64;
            word = (word + 1) & (_isSet.Length - 1);
            bits = _isSet[word];
        }

        return from + BitOperations.TrailingZeroCount(bits);
    }

    private void SetOutside(long key, long size)
    {
        if (Count >= Limit && !_below.Has(key))
        {
            throw new InvalidDataException($"a side of the book has more than {Limit} levels");
        }

        if (key > _best)
        {
            Evict(WindowFor(key));
            Set(key, size);
        }
        else if (_below.Set(key, size) && (long)Count * Sparsest >= 2L * _sizes.Length && _sizes.Length < MostTicks)
        {
            Grow();
        }
    }

    /// <summary>Where the window stands when this key is the best: three quarters of it below.</summary>
    private long WindowFor(long best) => (best - (_sizes.Length / 4 * 3)) & ~63L;

    /// <summary>Moves the window up; levels that it leaves go to the sorted ones, behind them all.</summary>
    private void Evict(long low)
    {
        while (_inside > 0)
        {
            var key = Above(_low - 1);
            if (key >= low)
            {
                break;
            }

            var slot = Slot(key);
            _isSet[slot >> 6] &= ~(1UL << (slot & 63));
            _inside--;
            _below.Push(key, _sizes[slot]);
            _low = key & ~63L;
        }

        _low = low;
        _best = _inside == 0 ? None : _best;
        Recount();
    }

    /// <summary>Moves the window down to the best level and takes in those that stand in it now.</summary>
    private void Recentre()
    {
        var best = _inside > 0 ? _best : _below.Count > 0 ? _below.BestKey : None;
        if (best == None)
        {
            return;
        }

        _low = WindowFor(best);
        Admit();
        while (_below.Count > 0 && (long)Count * Sparsest >= 2L * _sizes.Length && _sizes.Length < MostTicks)
        {
            Grow();
        }
    }

    private void Admit()
    {
        while (_below.Count > 0 && _below.BestKey >= _low)
        {
            var key = _below.BestKey;
            var slot = Slot(key);
            _isSet[slot >> 6] |= 1UL << (slot & 63);
            _sizes[slot] = _below.BestSize;
            _below.Pop();
            _inside++;
            _best = Math.Max(_best, key);
        }

        Recount();
    }

    /// <summary>Makes the window twice as long, downwards.</summary>
    private void Grow()
    {
        var (sizes, isSet, low) = (_sizes, _isSet, _low);
        _sizes = new long[sizes.Length * 2];
        _isSet = new ulong[isSet.Length * 2];
        _low -= sizes.Length;
        for (var word = 0; word < isSet.Length; word++)
        {
            var from = low + (word * 64L);
            var old = (int)from & (sizes.Length - 1);
            _isSet[Slot(from) >> 6] = isSet[old >> 6];
            sizes.AsSpan(old, 64).CopyTo(_sizes.AsSpan(Slot(from)));
        }

        Admit();
    }

    /// <summary>Adds the best levels of the window up anew.</summary>
    private void Recount()
    {
        _sum = 0;
        _cut = long.MaxValue;
        for (var left = Math.Min(depth, _inside); left > 0; left--)
        {
            _cut = _cut == long.MaxValue ? _best : Below(_cut);
            _sum += _sizes[Slot(_cut)];
        }
    }
}
