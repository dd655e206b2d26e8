using System.Text;
using StreamEngine.Cli.Serving.Metrics;
using StreamEngine.Telemetry;

namespace StreamEngine.Tests.Tools.Serving.Metrics;

/// <summary>The text format of Prometheus, written out by hand.</summary>
public sealed class PrometheusTextTests
{
    [Fact]
    public void SamplesOfAMetric_StandTogether_BehindHelpAndType_InTheOrderOfTheCatalogue()
    {
        var text = new PrometheusText();
        text.Add(MetricCatalog.Errors, 2, "http");
        text.Add(MetricCatalog.Reports, 1.5);
        text.Add(MetricCatalog.Errors, double.NaN, "mcp");
        Assert.Equal("""
            # HELP streamengine_reports Symbols that have a report.
            # TYPE streamengine_reports gauge
            streamengine_reports 1.5
            # HELP errors_total What went wrong: failed rows and runs (pipeline), answers of status 500 or above (http), answers that are errors (mcp).
            # TYPE errors_total counter
            errors_total{component="http"} 2
            errors_total{component="mcp"} NaN

            """, Text(text));
    }

    [Fact]
    public void LabelWithQuotesAndLineBreaks_IsEscaped()
    {
        var text = new PrometheusText();
        text.Add(MetricCatalog.ReportAgeMs, 1, "a\"b\\c\nd");
        Assert.EndsWith("report_age_ms{symbol=\"a\\\"b\\\\c\\nd\"} 1\n", Text(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Histogram_CountsUpToEachBound_AndAddsUpItsParts()
    {
        var (first, second) = (new Histogram(), new Histogram());
        first.Record(400_000, 3);
        second.Record(40_000_000); // 40 ms
        second.Record(9_000_000_000);
        var text = new PrometheusText();
        text.Add(MetricCatalog.McpDurationMs, [first, second], BucketBounds.Milliseconds, "ping");
        var lines = Text(text).Split('\n').Skip(2).ToList();
        Assert.Equal("""mcp_request_duration_ms_bucket{method="ping",le="0.5"} 3""", lines[0]);
        Assert.Equal("""mcp_request_duration_ms_bucket{method="ping",le="30"} 3""", lines[9]);
        Assert.Equal("""mcp_request_duration_ms_bucket{method="ping",le="50"} 4""", lines[10]);
        Assert.Equal("""mcp_request_duration_ms_bucket{method="ping",le="2500"} 4""", lines[18]);
        Assert.Equal(["""mcp_request_duration_ms_bucket{method="ping",le="+Inf"} 5""", """mcp_request_duration_ms_sum{method="ping"} 9041.2""", """mcp_request_duration_ms_count{method="ping"} 5""", ""], lines[19..]);
    }

    private static string Text(PrometheusText text) => Encoding.UTF8.GetString(text.ToBytes());
}
