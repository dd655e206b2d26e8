namespace StreamEngine.Bench.Workloads;

/// <summary>One timed pass of a contender over its rows.</summary>
/// <param name="Rows">Rows (or level changes, frames) that went in.</param>
/// <param name="Seconds">From the first row in to the last result consumed.</param>
/// <param name="Allocated">Managed bytes allocated meanwhile, by all threads.</param>
/// <param name="Answer">What came out.</param>
internal readonly record struct Lap(long Rows, double Seconds, long Allocated, Answer Answer)
{
    /// <summary>Processor time of all threads of the process meanwhile.</summary>
    public double CpuSeconds { get; init; }

    /// <summary>Managed bytes allocated after half of the rows had come out at <c>bench_digest</c>.</summary>
    public long LaterAllocated { get; init; }

    /// <summary>Nanoseconds a row.</summary>
    public double Nanoseconds => Seconds / Rows * 1e9;
}
