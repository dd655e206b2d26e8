using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Tapping;
using StreamEngine.Runtime;

namespace StreamEngine.Cli.Running;

/// <summary>
/// The run summary for programs. Keys: <c>pipeline</c>, <c>file</c>, <c>status</c> (<c>ok</c>, <c>stopped</c>, <c>failed</c>), <c>error</c> (null or <c>code</c>, <c>node</c>,
/// <c>message</c>), <c>elapsed_s</c>, <c>rows_in</c>, <c>rows_per_s</c>, <c>latency_ms</c> (<c>p50</c>, <c>p99</c>; null when no row arrived),
/// <c>rows_stamped_by_vouching</c> (rows of live sources that came behind what their source had vouched for, so that the clock decided their stream time; 0 in a replay), <c>batch_rows</c> (<c>median</c>, <c>max</c>),
/// <c>peak_memory_bytes</c>, <c>allocated_bytes_per_row</c>, <c>nodes</c> (name, verb, rows by fate, and <c>measures</c>, figures of the operator's own), <c>edges</c> (name, rows, most queued, limits, policy), <c>waits</c>
/// (merges that still held rows back, and the input each waited for), <c>accounted</c> and <c>unaccounted</c> (what does not add up).
/// </summary>
internal static class RunReportJson
{
    public static JsonObject Of(RunReport report)
    {
        var summary = report.Summary;
        return new JsonObject
        {
            ["pipeline"] = summary.Pipeline,
            ["file"] = report.File,
            ["status"] = report.Status,
            ["error"] = report.Error is { } error ? new JsonObject { ["code"] = error.Code, ["node"] = error.Node, ["message"] = error.Message } : null,
            ["elapsed_s"] = summary.Elapsed.TotalSeconds,
            ["rows_in"] = summary.RowsIn,
            ["rows_per_s"] = report.RowsPerSecond,
            ["latency_ms"] = summary.LatencyNs.Count == 0 ? null : new JsonObject { ["p50"] = summary.LatencyNs.Quantile(0.5) / 1e6, ["p99"] = summary.LatencyNs.Quantile(0.99) / 1e6 },
            ["rows_stamped_by_vouching"] = summary.Stamped,
            ["batch_rows"] = new JsonObject { ["median"] = summary.BatchRows.Quantile(0.5), ["max"] = summary.BatchRows.Max },
            ["peak_memory_bytes"] = report.PeakMemory,
            ["allocated_bytes_per_row"] = report.AllocatedPerRow,
            ["nodes"] = new JsonArray([.. summary.Nodes.Select(Node)]),
            ["edges"] = new JsonArray([.. summary.Edges.Select(Edge)]),
            ["waits"] = WaitText.Json(summary.Waits),
            ["accounted"] = report.IsAccounted,
            ["unaccounted"] = new JsonArray([.. summary.Unaccounted.Select(u => JsonValue.Create(u))]),
        };
    }

    private static JsonObject Node(NodeSummary node) => new()
    {
        ["name"] = node.Name,
        ["verb"] = node.Verb,
        ["in"] = node.Counters.In,
        ["used"] = node.Counters.Used,
        ["filtered"] = node.Counters.Filtered,
        ["late"] = node.Counters.Late,
        ["rejected"] = node.Counters.Rejected,
        ["error"] = node.Counters.Error,
        ["pending"] = node.Counters.Pending,
        ["out"] = node.Counters.Out,
        ["out_failed"] = node.Counters.OutFailed,
        ["batches"] = node.Counters.Batches,
        ["measures"] = new JsonObject([.. node.Counters.Measures.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)JsonValue.Create(m.Value.Value)))]),
    };

    private static JsonObject Edge(EdgeState edge) => new()
    {
        ["name"] = edge.Name,
        ["sent"] = edge.Sent,
        ["received"] = edge.Received,
        ["dropped"] = edge.Dropped,
        ["queued"] = edge.Queued,
        ["most_queued"] = edge.MostQueued,
        ["most_bytes"] = edge.MostBytes,
        ["limit_rows"] = edge.LimitRows,
        ["limit_bytes"] = edge.LimitBytes,
        ["policy"] = PolicyName.Of(edge.Policy),
    };
}
