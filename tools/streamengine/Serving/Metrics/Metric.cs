namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>A metric of <c>GET /metrics</c>.</summary>
/// <param name="Name">Its name in Prometheus.</param>
/// <param name="Type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Labels">Names of its labels, with a comma between them; empty for none.</param>
/// <param name="Help">What it tells, with its unit.</param>
internal sealed record Metric(string Name, string Type, string Labels, string Help);
