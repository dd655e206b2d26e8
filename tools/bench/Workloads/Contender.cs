using System.Diagnostics;

namespace StreamEngine.Bench.Workloads;

/// <summary>One way of doing a workload.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Role">What it is in the comparison.</param>
/// <param name="Pass">Makes one pass; times itself.</param>
/// <param name="Expected">What its passes must put out; null for one that puts nothing out (a copy of memory).</param>
internal sealed record Contender(string Name, Role Role, Func<ValueTask<Lap>> Pass, Answer? Expected)
{
    /// <summary>A loop on the calling thread.</summary>
    public static Contender Loop(string name, Role role, long rows, Answer? expected, Func<Answer> loop) =>
        new(name, role, () => ValueTask.FromResult(Timed(rows, loop)), expected);

    /// <summary>Something that waits for other threads.</summary>
    public static Contender Task(string name, Role role, long rows, Answer? expected, Func<ValueTask<Answer>> task) =>
        new(name, role, () => Timed(rows, task), expected);

    private static Lap Timed(long rows, Func<Answer> loop)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var answer = loop();
        var seconds = clock.Elapsed.TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new Lap(rows, seconds, GC.GetTotalAllocatedBytes(precise: true) - before, answer) { CpuSeconds = cpu.TotalSeconds };
    }

    private static async ValueTask<Lap> Timed(long rows, Func<ValueTask<Answer>> task)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var answer = await task();
        var seconds = clock.Elapsed.TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new Lap(rows, seconds, GC.GetTotalAllocatedBytes(precise: true) - before, answer) { CpuSeconds = cpu.TotalSeconds };
    }
}
