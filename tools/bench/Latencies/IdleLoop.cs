using System.Diagnostics;

namespace StreamEngine.Bench.Latencies;

/// <summary>What the machine itself does to latency: a loop that only waits for rows that are due and takes them, on the same plan.</summary>
internal static class IdleLoop
{
    /// <summary>Takes every row of a plan at the first look at the clock behind its time.</summary>
    public static void Run(Arrivals plan)
    {
        plan.Begin();
        while (plan.Out < plan.Rows)
        {
            var now = Stopwatch.GetTimestamp();
            var due = plan.Due(now);
            if (due == plan.Out)
            {
                Thread.Yield();
                continue;
            }

            plan.Take((int)(due - plan.Out), 0, now);
        }
    }
}
