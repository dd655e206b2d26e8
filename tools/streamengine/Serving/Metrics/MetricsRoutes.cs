using Microsoft.AspNetCore.Http;
using StreamEngine.Cli.Screen;
using StreamEngine.Serving;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary><c>GET /metrics</c>: everything in the text format of Prometheus; with <c>?by=symbol</c> ages of reports by symbol.</summary>
internal sealed class MetricsRoutes(ServedRun run, IReportCache cache, ServingMeter meter, TimeProvider clock)
{
    private const long NsPerTick = 100;

    private readonly ReportAges _ages = new(cache);

    /// <summary>The routes.</summary>
    public IReadOnlyList<Route> All => [new("GET", "/metrics", Answer)];

    private async Task Answer(HttpContext context)
    {
        var text = new PrometheusText();
        text.Add(MetricCatalog.Build, 1, ShowVersion.Text, Environment.Version.ToString());
        DateTimeOffset? now = run.Clock == "live" ? clock.GetUtcNow() : null;
        RunMetrics.Write(text, run, await run.Look(), now is { } at ? (at - DateTimeOffset.UnixEpoch).Ticks * NsPerTick : null);
        await _ages.Write(text, now, context.Request.Query["by"] == "symbol", context.RequestAborted);
        meter.Write(text);
        ProcessMetrics.Write(text);
        await HttpAnswer.Send(context.Response, StatusCodes.Status200OK, PrometheusText.ContentType, text.ToBytes());
    }
}
