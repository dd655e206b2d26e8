using StreamEngine.Graph;
using StreamEngine.Telemetry;

namespace StreamEngine.Runtime;

/// <summary>What a run did: rows by node and fate, edges, rates and latencies.</summary>
public sealed class RunSummary
{
    internal RunSummary(
        Plan plan, IReadOnlyDictionary<BoundNode, NodeCounters> counters, IReadOnlyList<Edge> edges, IReadOnlyList<SourcePump> sources,
        IReadOnlyList<(BoundNode Node, SinkPump Pump)> sinks, TimeSpan elapsed, Exception? failure, bool stopped)
    {
        Pipeline = plan.Pipeline.Name;
        Elapsed = elapsed;
        Failure = failure;
        Stopped = stopped;
        Nodes = [.. plan.Pipeline.Nodes.Select(n => new NodeSummary(n.Name, n.Verb?.Name, n.IsSource, n.IsSink, counters[n]))];
        Edges = [.. edges.Select(EdgeState.Of)];
        foreach (var source in sources)
        {
            BatchRows.Add(source.BatchRows);
            Stamped += source.Voucher?.Stamped ?? 0;
        }

        foreach (var (_, pump) in sinks)
        {
            LatencyNs.Add(pump.Latency);
        }
    }

    /// <summary>Rows of live sources that the clock decided the stamp of: they came behind what their source had vouched for.</summary>
    public long Stamped { get; }

    /// <summary>Name of the pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>Time from the first pull to the last write.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Why the run failed; null when it did not.</summary>
    public Exception? Failure { get; }

    /// <summary>Whether it was asked to drain before its sources ended.</summary>
    public bool Stopped { get; }

    /// <summary>The nodes, inputs first.</summary>
    public IReadOnlyList<NodeSummary> Nodes { get; }

    /// <summary>The edges.</summary>
    public IReadOnlyList<EdgeState> Edges { get; }

    /// <summary>Merges that still held rows back at the end, and what each waited for; empty when everything closed.</summary>
    public IReadOnlyList<MergeWait> Waits { get; init; } = [];

    /// <summary>Rows of the batches sources handed over.</summary>
    public Histogram BatchRows { get; } = new();

    /// <summary>Nanoseconds from source to the end of the sink's write, by row.</summary>
    public Histogram LatencyNs { get; } = new();

    /// <summary>Rows the sources brought in.</summary>
    public long RowsIn => Nodes.Where(n => n.IsSource).Sum(n => n.Counters.In);

    /// <summary>What does not add up: nodes whose rows lack a fate, edges that lost some. Empty when every row is accounted for.</summary>
    public IReadOnlyList<string> Unaccounted =>
    [
        .. Nodes.Where(n => !n.Counters.Balanced).Select(n => $"{n.Name}: {n.Counters.In} in, {n.Counters.Used + n.Counters.Filtered + n.Counters.Late + n.Counters.Rejected + n.Counters.Error + n.Counters.Pending} with a fate"),
        .. Edges.Where(e => !e.Balanced || e.Queued != 0).Select(e => $"{e.Name}: {e.Sent} sent, {e.Received} received, {e.Dropped} dropped, {e.Queued} queued"),
    ];
}
