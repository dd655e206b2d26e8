using StreamEngine.Cli.Serving.Metrics;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools.Serving.Metrics;

/// <summary>Names of metrics are a promise: dashboards and alerts of others rely on them.</summary>
public sealed class MetricCatalogTests
{
    [Fact]
    public void NamesAndTypes_AreThoseOfTheGoldenList() =>
        Assert.Equal(File.ReadAllLines(RepositoryRoot.Combine("tests", "Tools", "Serving", "Metrics", "names.txt")), MetricCatalog.All.Select(m => $"{m.Name} {m.Type} {m.Labels}".TrimEnd()));

    [Fact]
    public void Reference_HasEachMetricAsItIsServed()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs", "monitoring.md"));
        Assert.All(MetricCatalog.All, m => Assert.Contains($"| `{m.Name}` | {m.Type} | {m.Labels.Replace(",", ", ", StringComparison.Ordinal)} | {m.Help} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void EachMetric_StandsInTheListOnce()
    {
        Assert.Equal(MetricCatalog.All.Count, MetricCatalog.All.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(typeof(MetricCatalog).GetFields().Count(f => f.FieldType == typeof(Metric)), MetricCatalog.All.Count);
    }
}
