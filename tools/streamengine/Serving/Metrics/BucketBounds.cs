namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>Upper bounds of the buckets of a histogram.</summary>
/// <param name="Nanoseconds">The bounds in ns, rising.</param>
/// <param name="Unit">Nanoseconds in the unit of the metric.</param>
internal sealed record BucketBounds(long[] Nanoseconds, double Unit)
{
    /// <summary>From 1 µs to 10 s, in seconds.</summary>
    public static readonly BucketBounds Seconds = new([1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000, 10_000_000, 50_000_000, 100_000_000, 150_000_000, 500_000_000, 1_000_000_000, 10_000_000_000], 1e9);

    /// <summary>From 0.5 ms to 2.5 s, in milliseconds, with the limits of REQUIREMENTS SRV-02 and SRV-03 among them.</summary>
    public static readonly BucketBounds Milliseconds = new(
        [500_000, 1_000_000, 2_000_000, 3_000_000, 5_000_000, 7_500_000, 10_000_000, 15_000_000, 20_000_000, 30_000_000, 50_000_000, 75_000_000, 100_000_000, 150_000_000, 200_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000], 1e6);
}
