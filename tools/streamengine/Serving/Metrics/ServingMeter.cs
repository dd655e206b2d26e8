using System.Diagnostics;
using System.Globalization;
using StreamEngine.Telemetry;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>Measures requests. Routes, statuses and methods come from closed sets, so the series are bounded.</summary>
internal sealed class ServingMeter : IDisposable
{
    private const string Http = "http_ns";
    private const string Mcp = "mcp_ns";

    private static readonly string[] Methods = ["initialize", "ping", "tools/list", "tools/call", "server/discover", "notifications/initialized", "notifications/cancelled"];

    private readonly MetricRegistry _registry = new(TimeProvider.System);
    private long _failedCalls;

    /// <summary>An answer over HTTP was written.</summary>
    public void Answered(string route, int status, long started) =>
        _registry.Of(Http, new("route", route), new("status", status.ToString(CultureInfo.InvariantCulture))).Record((long)Stopwatch.GetElapsedTime(started).TotalNanoseconds);

    /// <summary>A message over MCP was answered.</summary>
    /// <param name="method">Its method; null when it had none.</param>
    /// <param name="outcome"><c>ok</c>, <c>error</c> or <c>refused</c>.</param>
    /// <param name="started">When it came.</param>
    public void Message(string? method, string outcome, long started)
    {
        _registry.Of(Mcp, new("method", Methods.Contains(method) ? method! : "other"), new("outcome", outcome)).Record((long)Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        if (outcome == "error")
        {
            Interlocked.Increment(ref _failedCalls);
        }
    }

    /// <summary>Writes what was measured.</summary>
    public void Write(PrometheusText text)
    {
        var series = _registry.Series.OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => string.Join('\0', s.Labels.Select(l => l.Value)), StringComparer.Ordinal).Select(s => (s.Name, s.Labels, Values: s.Whole())).ToList();
        var failed = 0L;
        foreach (var (name, labels, values) in series)
        {
            text.Add(name == Http ? MetricCatalog.Requests : MetricCatalog.McpRequests, values.Count, [.. labels.Select(l => l.Value)]);
            failed += name == Http && labels[^1].Value[0] == '5' ? values.Count : 0;
        }

        foreach (var group in series.GroupBy(s => (s.Name, s.Labels[0].Value)))
        {
            var (metric, bounds) = group.Key.Name == Http ? (MetricCatalog.RequestDuration, BucketBounds.Seconds) : (MetricCatalog.McpDurationMs, BucketBounds.Milliseconds);
            text.Add(metric, [.. group.Select(s => s.Values)], bounds, group.Key.Value);
        }

        text.Add(MetricCatalog.Errors, failed, "http");
        text.Add(MetricCatalog.Errors, Interlocked.Read(ref _failedCalls), "mcp");
    }

    /// <inheritdoc/>
    public void Dispose() => _registry.Dispose();
}
