using System.Diagnostics;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>What .NET says of the process.</summary>
internal static class ProcessMetrics
{
    private static readonly string[] Generations = ["gen0", "gen1", "gen2"];

    /// <summary>Writes it as it stands.</summary>
    public static void Write(PrometheusText text)
    {
        for (var generation = 0; generation < Generations.Length; generation++)
        {
            text.Add(MetricCatalog.GcCollections, GC.CollectionCount(generation), Generations[generation]);
        }

        using var process = Process.GetCurrentProcess();
        text.Add(MetricCatalog.GcAllocated, GC.GetTotalAllocatedBytes());
        text.Add(MetricCatalog.GcHeap, GC.GetTotalMemory(forceFullCollection: false));
        text.Add(MetricCatalog.GcPause, GC.GetTotalPauseDuration().TotalSeconds);
        text.Add(MetricCatalog.Memory, process.WorkingSet64);
        text.Add(MetricCatalog.Cpu, process.UserProcessorTime.TotalSeconds, "user");
        text.Add(MetricCatalog.Cpu, process.PrivilegedProcessorTime.TotalSeconds, "system");
        text.Add(MetricCatalog.Threads, ThreadPool.ThreadCount);
        text.Add(MetricCatalog.ThreadQueue, ThreadPool.PendingWorkItemCount);
        text.Add(MetricCatalog.Locks, Monitor.LockContentionCount);
    }
}
