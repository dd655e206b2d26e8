using System.Diagnostics;
using System.Globalization;

namespace StreamEngine.Bench.Workers;

/// <summary>How much processor others than this process took since it was made: other processes, the kernel, and what the host took away (steal), in processors. From <c>/proc/stat</c>, in hundredths of a second.</summary>
internal sealed class CoreUse
{
    private readonly double _machine = Busy();
    private readonly double _own = Environment.CpuUsage.TotalTime.TotalSeconds;
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>Processors that others took in the mean since then.</summary>
    public double OfOthers() => Math.Max(0, (Busy() - _machine - (Environment.CpuUsage.TotalTime.TotalSeconds - _own)) / Stopwatch.GetElapsedTime(_since).TotalSeconds);

    /// <summary>Seconds that all processors were busy: user, nice, system, irq, softirq, steal.</summary>
    private static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new[] { 1, 2, 3, 6, 7, 8 }.Sum(i => double.Parse(fields[i], CultureInfo.InvariantCulture)) / 100;
    }
}
