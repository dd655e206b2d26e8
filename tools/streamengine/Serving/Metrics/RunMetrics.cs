using StreamEngine.Runtime;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>A look at a run as metrics.</summary>
internal static class RunMetrics
{
    private const string ModelVerb = "onnx";

    private static readonly string[] States = ["running", "ended", "failed"];
    private static readonly string[] DeadPorts = ["error", "late", "rejected"];

    /// <summary>Writes it.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="run">The run.</param>
    /// <param name="sample">How it was seen.</param>
    /// <param name="now">The clock, ns since the epoch; null in a replay, where it judges nothing.</param>
    public static void Write(PrometheusText text, ServedRun run, RunSample sample, long? now)
    {
        var (view, name) = (sample.View, run.Name);
        foreach (var state in States)
        {
            text.Add(MetricCatalog.State, run.State == state ? 1 : 0, name, state);
        }

        foreach (var node in view.Nodes)
        {
            Write(text, name, node);
            if (node.IsSource)
            {
                text.Add(MetricCatalog.Delay, Behind(now, node.Reached), name, node.Name);
            }
        }

        foreach (var edge in view.Boundaries)
        {
            Write(text, name, edge);
        }

        foreach (var (from, port) in view.Edges.Where(e => DeadPorts.Contains(e.Port)).Select(e => (e.From, e.Port)).Distinct())
        {
            var rows = view[from].Rows;
            text.Add(MetricCatalog.DeadLetters, port switch { "error" => rows.Error + rows.OutFailed, "late" => rows.Late, _ => rows.Rejected }, name, from, port);
        }

        text.Add(MetricCatalog.StreamDelay, Behind(now, view.StreamTime), name);
        text.Add(MetricCatalog.StreamLagMs, Behind(now, view.StreamTime) * 1e3, name);
        text.Add(MetricCatalog.EventsRate, sample.Pace.Nodes.Where(n => n.Node.IsSource).Sum(n => n.RowsPerSecond), name);
        text.Add(MetricCatalog.CalcLatencyMs, [view[run.CacheNode].Latency!], BucketBounds.Milliseconds, name);
        text.Add(MetricCatalog.Errors, view.Nodes.Sum(n => n.Rows.Error + n.Rows.OutFailed) + (run.State == "failed" ? 1 : 0), "pipeline");
    }

    private static double Behind(long? now, long? reached) => now is { } clock && reached is { } at ? Math.Max(0, clock - at) / 1e9 : double.NaN;

    private static void Write(PrometheusText text, string pipeline, NodeView node)
    {
        var (name, rows, time) = (node.Name, node.Rows, node.Time);
        text.Add(MetricCatalog.Records, rows.In, pipeline, name, "in", "received");
        text.Add(MetricCatalog.Records, rows.Used, pipeline, name, "fate", "used");
        text.Add(MetricCatalog.Records, rows.Filtered, pipeline, name, "fate", "filtered");
        text.Add(MetricCatalog.Records, rows.Late, pipeline, name, "fate", "late");
        text.Add(MetricCatalog.Records, rows.Rejected, pipeline, name, "fate", "rejected");
        text.Add(MetricCatalog.Records, rows.Error, pipeline, name, "fate", "error");
        text.Add(MetricCatalog.Records, rows.Out, pipeline, name, "out", "sent");
        text.Add(MetricCatalog.Pending, rows.Pending, pipeline, name);
        text.Add(MetricCatalog.Time, time.Busy / 1e9, pipeline, name, "busy");
        text.Add(MetricCatalog.Time, time.Idle / 1e9, pipeline, name, "idle");
        text.Add(MetricCatalog.Time, time.BackPressured / 1e9, pipeline, name, "backpressured");
        if (node.Steps.Count > 0)
        {
            text.Add(node.Verb == ModelVerb ? MetricCatalog.Inference : MetricCatalog.Duration, node.Steps, BucketBounds.Seconds, pipeline, name);
        }

        if (node.Latency is { } latency)
        {
            text.Add(MetricCatalog.Latency, [latency], BucketBounds.Seconds, pipeline, name);
        }

        if (node.Lag is { } lag)
        {
            text.Add(MetricCatalog.Lag, lag, pipeline, name);
        }

        if (node.Gaps is { } gaps)
        {
            text.Add(MetricCatalog.Gaps, gaps, pipeline, name);
        }

        if (node.Resyncs is { } resyncs)
        {
            text.Add(MetricCatalog.Resyncs, resyncs, pipeline, name);
        }
    }

    private static void Write(PrometheusText text, string pipeline, EdgeState edge)
    {
        text.Add(MetricCatalog.QueueRows, edge.Queued, pipeline, edge.Name);
        text.Add(MetricCatalog.QueueBytes, edge.Bytes, pipeline, edge.Name);
        text.Add(MetricCatalog.LimitRows, edge.LimitRows, pipeline, edge.Name);
        text.Add(MetricCatalog.LimitBytes, edge.LimitBytes, pipeline, edge.Name);
        text.Add(MetricCatalog.EdgeRecords, edge.Sent, pipeline, edge.Name, "sent");
        text.Add(MetricCatalog.EdgeRecords, edge.Received, pipeline, edge.Name, "received");
        text.Add(MetricCatalog.EdgeRecords, edge.Dropped, pipeline, edge.Name, "dropped");
    }
}
