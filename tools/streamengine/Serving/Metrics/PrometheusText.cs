using System.Globalization;
using System.Text;
using StreamEngine.Telemetry;

namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>Writes samples in the text format of Prometheus, version 0.0.4: those of a metric together, behind its HELP and TYPE.</summary>
internal sealed class PrometheusText
{
    /// <summary>The content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Dictionary<string, StringBuilder> _samples = new(StringComparer.Ordinal);

    /// <summary>Adds a sample.</summary>
    /// <param name="metric">Of this metric.</param>
    /// <param name="value">The value, in the metric's unit.</param>
    /// <param name="labels">Values of its labels, in their order.</param>
    public void Add(Metric metric, double value, params ReadOnlySpan<string> labels) => Line(metric, "", value, Labels(metric, labels));

    /// <summary>Adds the samples of a histogram.</summary>
    /// <param name="metric">Of this metric.</param>
    /// <param name="values">What was recorded, ns.</param>
    /// <param name="bounds">Its buckets.</param>
    /// <param name="labels">Values of its labels.</param>
    public void Add(Metric metric, IReadOnlyCollection<Histogram> values, BucketBounds bounds, params ReadOnlySpan<string> labels)
    {
        var counts = new long[bounds.Nanoseconds.Length + 1];
        foreach (var part in values.Select(v => v.AtMost(bounds.Nanoseconds)))
        {
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += part[i];
            }
        }

        var text = Labels(metric, labels);
        for (var i = 0; i < counts.Length; i++)
        {
            var le = i < bounds.Nanoseconds.Length ? Number(bounds.Nanoseconds[i] / bounds.Unit) : "+Inf";
            Line(metric, "_bucket", counts[i], text.Length == 0 ? $"{{le=\"{le}\"}}" : $"{text[..^1]},le=\"{le}\"}}");
        }

        Line(metric, "_sum", values.Sum(v => v.Sum) / bounds.Unit, text);
        Line(metric, "_count", counts[^1], text);
    }

    /// <summary>All that was added, UTF-8; a metric without samples is left out.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var metric in MetricCatalog.All)
        {
            if (_samples.TryGetValue(metric.Name, out var samples))
            {
                text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Help}\n# TYPE {metric.Name} {metric.Type}\n").Append(samples);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Number(double value) => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Labels(Metric metric, ReadOnlySpan<string> values)
    {
        if (metric.Labels.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder("{");
        var names = metric.Labels.Split(',');
        for (var i = 0; i < names.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(names[i]).Append("=\"").Append(values[i].Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }

        return text.Append('}').ToString();
    }

    private void Line(Metric metric, string suffix, double value, string labels)
    {
        if (!_samples.TryGetValue(metric.Name, out var samples))
        {
            _samples.Add(metric.Name, samples = new StringBuilder());
        }

        samples.Append(metric.Name).Append(suffix).Append(labels).Append(' ').Append(Number(value)).Append('\n');
    }
}
