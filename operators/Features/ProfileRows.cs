using StreamEngine.Data;

namespace StreamEngine.Features;

/// <summary>The rows of a volume profile: price bins with trades, in order of price, with their volumes, exact up to 38 digits from the finest place up.</summary>
internal sealed class ProfileRows
{
    private long[] _bins = new long[16];
    private Int128[] _volumes = new Int128[16];
    private int[] _trades = new int[16];
    private int _count;
    private int _exponent;
    private Int128 _total;

    /// <summary>Rows.</summary>
    public int Count => _count;

    /// <summary>Trades in all of them.</summary>
    public long Trades { get; private set; }

    /// <summary>Their volume, as the nearest double.</summary>
    public double Volume => ExactSum.Nearest(_total, _exponent);

    /// <summary>The bin of a row.</summary>
    public long Bin(int row) => _bins[row];

    /// <summary>The volume of a row, as the nearest double.</summary>
    public double VolumeOf(int row) => ExactSum.Nearest(_volumes[row], _exponent);

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        (_count, _exponent, _total, Trades) = (0, 0, 0, 0);
    }

    public void Add(in ProfileTrade trade)
    {
        var row = Array.BinarySearch(_bins, 0, _count, trade.Bin);
        if (row < 0)
        {
            row = ~row;
            Open(row, trade.Bin);
        }

        if (trade.Exponent > _exponent)
        {
            Refine(trade.Exponent);
        }

        var steps = (Int128)trade.Steps * DecimalSteps.PowerOfTen(_exponent - trade.Exponent);
        _volumes[row] += steps;
        _total += steps;
        _trades[row]++;
        Trades++;
    }

    public void Remove(in ProfileTrade trade)
    {
        var row = Array.BinarySearch(_bins, 0, _count, trade.Bin);
        var steps = (Int128)trade.Steps * DecimalSteps.PowerOfTen(_exponent - trade.Exponent);
        _volumes[row] -= steps;
        _total -= steps;
        Trades--;
        if (--_trades[row] == 0)
        {
            Close(row);
        }
    }

    /// <summary>The row with the most volume; of equal ones the nearest to the middle of all bins, then the lower. There is a row.</summary>
    public int Fullest()
    {
        var best = 0;
        var middle = (Int128)_bins[0] + _bins[_count - 1]; // twice the middle
        for (var row = 1; row < _count; row++)
        {
            if (_volumes[row] > _volumes[best] || (_volumes[row] == _volumes[best] && Distance(row, middle) < Distance(best, middle)))
            {
                best = row;
            }
        }

        return best;
    }

    /// <summary>The rows around one that hold at least a share (in percent) of the volume: one row more at a time, the heavier neighbour, of equal ones the upper.</summary>
    public (int Low, int High) Around(int row, int percent)
    {
        var (low, high) = (row, row);
        var area = _volumes[row];
        var enough = (_total / 100 * percent) + (((_total % 100 * percent) + 99) / 100); // percent of the total, rounded up
        while (area < enough && high - low + 1 < _count)
        {
            var below = low > 0 ? _volumes[low - 1] : -1;
            var above = high + 1 < _count ? _volumes[high + 1] : -1;
            area += above >= below ? _volumes[++high] : _volumes[--low];
        }

        return (low, high);
    }

    /// <summary>Adds the local extremes: rows of one volume side by side whose neighbours all hold less, or, where there are two, more.</summary>
    public void FindNodes(List<ProfileNode> nodes)
    {
        for (var first = 0; first < _count;)
        {
            var next = first + 1;
            while (next < _count && _volumes[next] == _volumes[first])
            {
                next++;
            }

            var rises = first == 0 || _volumes[first - 1] < _volumes[first];
            var falls = next == _count || _volumes[next] < _volumes[first];
            if (rises && falls)
            {
                nodes.Add(new ProfileNode(first, IsHigh: true));
            }
            else if (!rises && !falls)
            {
                nodes.Add(new ProfileNode(first, IsHigh: false));
            }

            first = next;
        }
    }

    /// <summary>Compares two rows by volume.</summary>
    public int Compare(int row, int other) => _volumes[row].CompareTo(_volumes[other]);

    private Int128 Distance(int row, Int128 twiceMiddle) => Int128.Abs(((Int128)_bins[row] * 2) - twiceMiddle);

    private void Open(int row, long bin)
    {
        if (_count == _bins.Length)
        {
            Array.Resize(ref _bins, _count * 2);
            Array.Resize(ref _volumes, _count * 2);
            Array.Resize(ref _trades, _count * 2);
        }

        Array.Copy(_bins, row, _bins, row + 1, _count - row);
        Array.Copy(_volumes, row, _volumes, row + 1, _count - row);
        Array.Copy(_trades, row, _trades, row + 1, _count - row);
        (_bins[row], _volumes[row], _trades[row]) = (bin, 0, 0);
        _count++;
    }

    private void Close(int row)
    {
        _count--;
        Array.Copy(_bins, row + 1, _bins, row, _count - row);
        Array.Copy(_volumes, row + 1, _volumes, row, _count - row);
        Array.Copy(_trades, row + 1, _trades, row, _count - row);
    }

    private void Refine(int exponent)
    {
        var factor = (Int128)DecimalSteps.PowerOfTen(exponent - _exponent);
        foreach (ref var volume in _volumes.AsSpan(0, _count))
        {
            volume *= factor;
        }

        _total *= factor;
        _exponent = exponent;
    }
}
