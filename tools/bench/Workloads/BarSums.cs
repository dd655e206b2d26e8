namespace StreamEngine.Bench.Workloads;

/// <summary>Results of W2 as they are consumed.</summary>
internal struct BarSums
{
    private long _rows;
    private ulong _vwaps;
    private ulong _averages;

    /// <summary>What came out.</summary>
    public readonly Answer Answer => new(_rows, Digest.Mix(_vwaps, _averages));

    /// <summary>One bar.</summary>
    public void Add(double vwap, double average)
    {
        _rows++;
        _vwaps += BitConverter.DoubleToUInt64Bits(vwap);
        _averages += BitConverter.DoubleToUInt64Bits(average);
    }
}
