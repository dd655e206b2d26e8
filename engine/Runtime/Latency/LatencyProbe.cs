using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Measures, batch by batch and by the run's clock, how long rows took to a node: the attribute <c>latency_budget</c>. A breach is counted, and a row of the port <c>breach</c> where somebody reads it. What comes out there is
/// a matter of timing, and so is everything behind it.
/// </summary>
internal sealed class LatencyProbe(string node, BoundLatencyBudget budget, LatencyMarks? from, TimeProvider clock, NodeCounters counters, PortWriter? breaches)
{
    private long _measured;
    private long _breached;
    private double _worst;

    /// <summary>A batch was worked off.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="frontier">What the port has promised: no row leaves below it.</param>
    public void Measure(Batch batch, long frontier)
    {
        if (batch.Count == 0 || batch.Ingest == 0 || (from is null ? batch.Ingest : from.Find(batch.Ingest)) is not { } started)
        {
            return;
        }

        var taken = (long)clock.GetElapsedTime(started).TotalNanoseconds;
        _measured++;
        _worst = Math.Max(_worst, taken);
        if (taken > budget.MaxNs)
        {
            _breached++;
            Tell(batch, taken, frontier);
        }

        counters.Measures["latency_measured"] = new Measured(_measured, null);
        counters.Measures["latency_breaches"] = new Measured(_breached, null);
        counters.Measures["latency_worst_us"] = new Measured(_worst / 1e3, null);
    }

    private void Tell(Batch batch, long taken, long frontier)
    {
        if (breaches is null)
        {
            return;
        }

        var at = Math.Max(batch.At(batch.Count - 1), Math.Max(frontier, breaches.LastAt));
        if (at >= StreamTime.End)
        {
            at = Math.Max(breaches.LastAt, batch.At(batch.Count - 1)); // stream time has run out: nothing is promised any more
        }

        breaches.Values<long>("ts")?.Append(at);
        breaches.Symbols("node")?.Append(node);
        breaches.Symbols("from")?.Append(budget.From ?? "source");
        breaches.Values<long>("latency")?.Append(taken);
        breaches.Values<long>("budget")?.Append(budget.MaxNs);
        breaches.Values<long>("rows")?.Append(batch.Count);
        breaches.Commit(at);
    }
}
