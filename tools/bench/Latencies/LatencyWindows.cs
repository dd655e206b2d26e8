namespace StreamEngine.Bench.Latencies;

/// <summary>Percentiles of latencies in windows, and of the whole. A percentile p of n values is the least value that at least p · n are at or below.</summary>
/// <param name="Windows">Of each window.</param>
/// <param name="Whole">Of all windows together.</param>
internal sealed record LatencyWindows(IReadOnlyList<LatencyQuantiles> Windows, LatencyQuantiles Whole)
{
    /// <summary>Cuts latencies, in order, into windows of so many; the first ones and a rest are left out.</summary>
    public static LatencyWindows Of(ReadOnlySpan<float> nanoseconds, int size, int skip)
    {
        var windows = new List<LatencyQuantiles>();
        for (var at = skip * size; at + size <= nanoseconds.Length; at += size)
        {
            windows.Add(LatencyQuantiles.Of(nanoseconds.Slice(at, size)));
        }

        return new LatencyWindows(windows, LatencyQuantiles.Of(nanoseconds[(skip * size)..((skip + windows.Count) * size)]));
    }

    /// <summary>For each percentile by itself, the value that a share of the windows is at or below: 0 for the best window, 0.25 for the quartile.</summary>
    public LatencyQuantiles At(double share) => new(Rank(share, w => w.P50), Rank(share, w => w.P99), Rank(share, w => w.P999), Rank(share, w => w.Max));

    private double Rank(double share, Func<LatencyQuantiles, double> of) => Figures.Quantile([.. Windows.Select(of).Order()], share);
}
