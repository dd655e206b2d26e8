namespace StreamEngine.Bench.Workloads;

/// <summary>The newest mid of a symbol, as the loops of W4 keep it.</summary>
/// <param name="Ts">When it was quoted; 0 for never.</param>
/// <param name="Mid">The mid.</param>
internal readonly record struct QuoteState(long Ts, double Mid)
{
    private const long Tolerance = 1_000_000_000;

    /// <summary>The bits of the mid as of a time; of null when there is none within the tolerance.</summary>
    public ulong At(long ts) => Ts != 0 && ts - Ts <= Tolerance ? BitConverter.DoubleToUInt64Bits(Mid) : Digest.Null;
}
