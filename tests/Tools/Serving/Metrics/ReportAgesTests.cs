using System.Globalization;
using System.Text;
using StreamEngine.Cli.Serving.Metrics;
using StreamEngine.Serving;

namespace StreamEngine.Tests.Tools.Serving.Metrics;

/// <summary>Ages of reports, and how many series they make.</summary>
public sealed class ReportAgesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    [Fact]
    public async Task BySymbol_FiftyHaveASeries_AndTheRestOneOfTheOldest()
    {
        var lines = await Lines(60, Now, bySymbol: true); // symbol i is i seconds old
        Assert.Equal(51, lines.Count);
        Assert.Equal("report_age_ms{symbol=\"S00\"} 0", lines[0]);
        Assert.Equal("report_age_ms{symbol=\"S49\"} 49000", lines[49]);
        Assert.Equal("report_age_ms{symbol=\"other\"} 59000", lines[50]);
    }

    [Fact]
    public async Task Otherwise_TheOldestStandsForAll() => Assert.Equal(["report_age_ms{symbol=\"all\"} 59000"], await Lines(60, Now, bySymbol: false));

    [Fact]
    public async Task InAReplay_NoClockJudges() => Assert.Equal(["report_age_ms{symbol=\"all\"} NaN"], await Lines(2, null, bySymbol: false));

    [Fact]
    public async Task WithoutReports_TheAgeIsUnknown() => Assert.Equal(["report_age_ms{symbol=\"all\"} NaN"], await Lines(0, Now, bySymbol: false));

    private static async Task<List<string>> Lines(int symbols, DateTimeOffset? now, bool bySymbol)
    {
        var cache = new MemoryReportCache(TimeSpan.FromHours(1), null);
        for (var i = 0; i < symbols; i++)
        {
            var json = string.Create(CultureInfo.InvariantCulture, $$"""{"symbol":"S{{i:00}}","ingestion":{"generated_at":"no"},"generated_at":"{{Now.AddSeconds(-i):yyyy-MM-dd'T'HH:mm:ss.fffffff}}00Z"}""");
            await cache.Put(new CachedReport($"S{i:00}", Encoding.UTF8.GetBytes(json), null, null), CancellationToken.None);
        }

        var text = new PrometheusText();
        await new ReportAges(cache).Write(text, now, bySymbol, CancellationToken.None);
        return [.. Encoding.UTF8.GetString(text.ToBytes()).Split('\n').Where(l => l.StartsWith("report_age_ms", StringComparison.Ordinal))];
    }
}
