namespace StreamEngine.Bench.Workloads;

/// <summary>What W1 puts out, a record at a time.</summary>
internal sealed class MapSums
{
    private ulong _prices;
    private ulong _sizes;
    private ulong _edges;
    private long _rows;

    /// <summary>What came so far.</summary>
    public Answer Answer => new(_rows, Digest.Mix(_prices, _sizes, _edges));

    /// <summary>Takes an event behind the last map.</summary>
    public void Add(MapStep step)
    {
        _prices += BitConverter.DoubleToUInt64Bits(step.Price);
        _sizes += BitConverter.DoubleToUInt64Bits(step.Qty);
        _edges += BitConverter.DoubleToUInt64Bits(step.Aux);
        _rows++;
    }
}
