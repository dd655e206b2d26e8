namespace StreamEngine.Bench.Latencies;

/// <summary>Percentiles of some latencies, ns.</summary>
/// <param name="P50">Half are at or below.</param>
/// <param name="P99">99 % are.</param>
/// <param name="P999">99.9 % are.</param>
/// <param name="Max">The longest.</param>
internal readonly record struct LatencyQuantiles(double P50, double P99, double P999, double Max)
{
    /// <summary>Of some values in any order.</summary>
    public static LatencyQuantiles Of(ReadOnlySpan<float> nanoseconds)
    {
        var sorted = nanoseconds.ToArray();
        Array.Sort(sorted);
        return new LatencyQuantiles(At(sorted, 0.5), At(sorted, 0.99), At(sorted, 0.999), sorted[^1]);
    }

    private static double At(float[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
