namespace StreamEngine.Runtime;

/// <summary>How a stretch of time was spent, ns; the three add up to all of it.</summary>
/// <param name="Busy">Working, or waiting for nothing but a core.</param>
/// <param name="Idle">With nothing to do; of a node, also while its segment works on others.</param>
/// <param name="BackPressured">Waiting for what is behind: full edges, or consumers that run on its thread.</param>
public readonly record struct TimeShares(long Busy, long Idle, long BackPressured)
{
    /// <summary>All of it.</summary>
    public long Total => Busy + Idle + BackPressured;

    /// <summary>What lies between two.</summary>
    public static TimeShares operator -(TimeShares later, TimeShares earlier) =>
        new(Math.Max(0, later.Busy - earlier.Busy), Math.Max(0, later.Idle - earlier.Idle), Math.Max(0, later.BackPressured - earlier.BackPressured));

    /// <summary>A part as a share of all, 0 to 1; 0 of nothing.</summary>
    public double ShareOf(long part) => Total == 0 ? 0 : part / (double)Total;
}
