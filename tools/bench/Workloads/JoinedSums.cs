namespace StreamEngine.Bench.Workloads;

/// <summary>Results of W4 as they are consumed.</summary>
internal struct JoinedSums
{
    private long _rows;
    private ulong _averages;
    private ulong _mids;
    private ulong _signed;

    /// <summary>What came out.</summary>
    public readonly Answer Answer => new(_rows, Digest.Mix(_averages, _mids, _signed));

    /// <summary>One joined row.</summary>
    public void Add(double average, ulong mid, double signed)
    {
        _rows++;
        _averages += BitConverter.DoubleToUInt64Bits(average);
        _mids += mid;
        _signed += BitConverter.DoubleToUInt64Bits(signed);
    }
}
