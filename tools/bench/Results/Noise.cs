using System.Diagnostics;
using StreamEngine.Bench.Workloads;

namespace StreamEngine.Bench.Results;

/// <summary>How quiet the machine was during a run: what no figure of it can be better than.</summary>
/// <param name="HiccupP999">99.9 % of the looks of an idle loop at the clock came at most so many ns behind the one before.</param>
/// <param name="HiccupMax">The longest gap, ns.</param>
/// <param name="CopyNanoseconds">ns to copy one 64-byte row in memory.</param>
/// <param name="Cores">Processors the process may use.</param>
internal sealed record Noise(double HiccupP999, double HiccupMax, double CopyNanoseconds, int Cores)
{
    private const int Rows = 2_000_000;
    private const int Bucket = 10;
    private const int Buckets = 2_000_000;

    /// <summary>Measures for half a second or so.</summary>
    public static Noise Measure()
    {
        var (p999, max) = Hiccups(TimeSpan.FromMilliseconds(300));
        return new Noise(p999, max, Copy(), Environment.ProcessorCount);
    }

    /// <summary>Prints it.</summary>
    public void Print(Report report) =>
        report.Line($"  noise: idle loop p99.9 {Figures.Places(HiccupP999, 0)} ns, longest {Figures.Places(HiccupMax / 1000, 0)} µs; copy of a 64-byte row {Figures.Places(CopyNanoseconds, 1)} ns; {Cores} cores");

    private static (double P999, double Max) Hiccups(TimeSpan length)
    {
        var gaps = new int[Buckets];
        var (looks, longest) = (0L, 0L);
        var nanosecondsPerTick = 1e9 / Stopwatch.Frequency;
        var last = Stopwatch.GetTimestamp();
        var end = last + (long)(length.TotalSeconds * Stopwatch.Frequency);
        while (last < end)
        {
            var now = Stopwatch.GetTimestamp();
            var gap = (long)((now - last) * nanosecondsPerTick);
            gaps[Math.Min(gap / Bucket, Buckets - 1)]++;
            longest = Math.Max(longest, gap);
            looks++;
            last = now;
        }

        var left = looks / 1000;
        var at = Buckets - 1;
        while (at > 0 && left - gaps[at] > 0)
        {
            left -= gaps[at--];
        }

        return (at * (double)Bucket, longest);
    }

    private static double Copy()
    {
        var from = new MarketRow[Rows];
        var to = new MarketRow[Rows];
        var best = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            from.AsSpan().CopyTo(to);
            best = Math.Min(best, clock.Elapsed.TotalNanoseconds / Rows);
        }

        return best;
    }
}
