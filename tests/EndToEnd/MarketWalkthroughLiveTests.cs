using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Walk-through A2 in real time: a paced source that is silent for seven seconds of each eight, served over HTTP.</summary>
public sealed class MarketWalkthroughLiveTests
{
    private static readonly string[] Course = ["ok fresh", "ok stale", "degraded stale", "down stale", "ok fresh"];

    [Fact]
    public async Task SourceThatStopsAndStarts_IsToldWhenAsked()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("pipelines", "lib"), "*.yaml"))
        {
            folder.Write(Path.Combine("lib", Path.GetFileName(file)), await File.ReadAllTextAsync(file));
        }

        var pipeline = Variant.Of("market-report.yaml").Replace("start: now } }", "start: now, burst: { every: 8s, length: 1s, factor: 1000 } } }").In(folder, "market-report.yaml");
        using var run = new Interrupted("serve", pipeline, "--http", "0", "--set", "symbols=BTCUSDT", "--set", "rate=4/s", "--set", "seed=1",
            "--set", $"tickers={RepositoryRoot.Combine("pipelines", "data", "none.jsonl")}", "--set", $"events={RepositoryRoot.Combine("pipelines", "data", "none.jsonl")}", "--set", $"dead={Path.Combine(folder.Path, "dead.jsonl")}");
        var line = await run.LineStarting(run.Error, "serving ");
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[1].Replace("/get_report?symbol=", "", StringComparison.Ordinal)) };
        var (seen, left, before) = (new List<string>(), 600, (JsonNode?)null);
        while (seen.Count < Course.Length && left-- > 0)
        {
            await Task.Delay(50);
            using var answer = await client.GetAsync("/get_report?symbol=BTCUSDT");
            if (!answer.IsSuccessStatusCode)
            {
                continue;
            }

            var report = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Check(report, before);
            before = report;
            var now = Told(report);
            if (seen.Count > 0 ? now == Course[seen.Count] : now == Course[0])
            {
                seen.Add(now);
            }
        }

        Assert.Equal(Course, seen);
    }

    private static string Told(JsonNode report) => $"{report["ingestion"]!["status"]} {((bool)report["ingestion"]!["fresh"]! ? "fresh" : "stale")}";

    /// <summary>Each answer says what its own age means, and while nothing comes the age rises as the time does.</summary>
    private static void Check(JsonNode report, JsonNode? before)
    {
        if (report["data_age_ms"] is not { } age)
        {
            return;
        }

        var ms = (long)age;
        Assert.Equal(ms <= 1_000 ? "ok fresh" : ms < 2_000 ? "ok stale" : ms <= 5_000 ? "degraded stale" : "down stale", Told(report)); // every event is fresh when it comes
        if (before?["data_age_ms"] is { } was && ms > (long)was)
        {
            var passed = DateTimeOffset.Parse((string)report["generated_at"]!, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.Parse((string)before["generated_at"]!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(ms - (long)was <= passed.TotalMilliseconds + 1, $"the age rose by {ms - (long)was} ms in {passed.TotalMilliseconds} ms");
        }
    }
}
