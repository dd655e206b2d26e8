using StreamEngine.Runtime;

namespace StreamEngine.Bench.Workloads;

/// <summary>The engine: a pipeline file of <c>tools/bench/pipelines</c>, under the clock replay, bound and planned anew for each pass (outside the time), with counters and conservation of rows on.</summary>
internal static class PipelineContender
{
    /// <summary>Bound from its file, opened and run as <c>run</c> does it.</summary>
    /// <param name="file">Name of the file without ending.</param>
    /// <param name="rows">Rows that go in.</param>
    /// <param name="expected">What must come out at <c>bench_digest</c>.</param>
    /// <param name="options">Pool and dictionaries, the same for all passes.</param>
    /// <param name="name">What tables call it.</param>
    /// <param name="set">Parameters.</param>
    public static Contender Of(string file, long rows, Answer? expected, RunOptions options, string name = "engine", params (string Name, string Value)[] set) =>
        new(name, Role.Engine, () => Pass(file, rows, (expected?.Rows ?? 0) / 2, options with { IsReplay = true }, set), expected);

    private static readonly AsyncLocal<bool> Planted = new();

    /// <summary>Whether a <see cref="SlowFeature"/> stands before the sinks of the measurement that is under way: what a gate must notice.</summary>
    public static bool IsSlowPlanted
    {
        get => Planted.Value;
        set => Planted.Value = value;
    }

    /// <summary>Told which types are allocated while pipelines run; null when nobody asks.</summary>
    public static AllocatedTypes? Types { get; set; }

    private static async ValueTask<Lap> Pass(string file, long rows, long half, RunOptions options, (string Name, string Value)[] set)
    {
        var plan = IsSlowPlanted ? SlowFeature.Plant(PathOf(file), set) : Pipelines.PlanFile(PathOf(file), set);
        await using var run = Run.Open(plan, options);
        GC.Collect();
        DigestSink.Half = half;
        Types?.Start();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var summary = await run.Execute();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var after = GC.GetTotalAllocatedBytes(precise: true);
        Types?.Stop();
        if (summary.Failure is not null)
        {
            throw new InvalidOperationException($"the run of {file} failed", summary.Failure);
        }

        if (summary.Unaccounted.Count > 0)
        {
            throw new InvalidOperationException($"{file}: rows without a fate: {string.Join("; ", summary.Unaccounted)}");
        }

        return new Lap(rows, summary.Elapsed.TotalSeconds, after - before, DigestSink.Last) { CpuSeconds = cpu.TotalSeconds, LaterAllocated = after - DigestSink.AllocatedAtHalf };
    }

    /// <summary>Where a pipeline of the workloads stands.</summary>
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "pipelines", file + ".yaml");
}
