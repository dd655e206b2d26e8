namespace StreamEngine.Telemetry;

/// <summary>Limits of a <see cref="MetricRegistry"/>.</summary>
public sealed record MetricOptions
{
    /// <summary>How long values are gathered before they are summed up.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most series of all names together, without those that stand for the rest of a name; each takes up to 8 KiB a stripe.</summary>
    public int MostSeries { get; init; } = 1_000;

    /// <summary>Windows that are kept of all series.</summary>
    public int KeptWindows { get; init; } = 6;

    /// <summary>Stripes of a series, a power of two: so many threads record without meeting, others share one more.</summary>
    public int Stripes { get; init; } = 8;
}
