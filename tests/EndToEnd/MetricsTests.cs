using System.Globalization;
using System.Text.Json.Nodes;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>Metrics of a served pipeline: told as Prometheus wants them, scraped by the real one, and enough by themselves to see that no row was lost (RELIABILITY T20).</summary>
public sealed class MetricsTests(ServedMarket market) : IClassFixture<ServedMarket>
{
    private static readonly string[] WantedBySystemA = ["stream_lag_ms", "events_rate", "calc_latency_ms", "report_age_ms", "errors_total", "mcp_requests_total", "mcp_request_duration_ms"];

    [Fact]
    public async Task Promtool_FindsFaultWithNothingButTheNamesThatSystemAWants()
    {
        using var folder = new TemporaryFolder();
        await McpPing();
        var text = await Scrape(market.Client);
        var file = folder.Write("metrics.txt", text);
        var check = await ChildProcess.Run("bash", ["-c", $"promtool check metrics < '{file}'"], Patience.Hang);
        Assert.All((check.Output + check.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(line.Split(' ')[0], WantedBySystemA));
        Assert.Equal(3, check.ExitCode); // as it says for those
        Assert.All(WantedBySystemA, name => Assert.Contains($"# TYPE {name} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task RowsOfARunUnderWay_AreConserved_ByWhatIsScrapedAlone()
    {
        for (var i = 0; i < 5; i++)
        {
            AssertConserved(Samples(await Scrape(market.Client)));
        }
    }

    [Fact]
    public async Task RecordingWithLostMessages_ShowsEachGapAndResyncWhereItWasFound()
    {
        var capture = new MarketCapture(GeneratedCapture.Lines(seed: 1));
        var depth = capture.Depth;
        var (first, second) = (depth.Count / 4, depth.Count / 2);
        using var folder = new TemporaryFolder(); // the first loss is mended by a snapshot, the second never is
        var file = folder.Write("lost.capture", capture.Without(depth[second]).WithSnapshot(depth[first + 20], depth[first + 10]).Without(depth[first]).Text);
        using var run = new Interrupted("serve", "pipelines/market-report.yaml", "--profile", "capture", "--set", $"depth={file}", "--set", $"venue={GeneratedCapture.Venue}", "--set", "symbols=BTCUSDT", "--http", "0");
        using var client = new HttpClient { BaseAddress = await AddressOf(run) };
        await run.LineStarting(run.Error, "the sources have ended");
        var samples = Samples(await Scrape(client));

        Assert.Equal([("features/book", 0), ("gate", 0), ("market", 2)], ByNode(samples, "streamengine_gap_count_total"));
        Assert.Equal([("features/book", 0), ("gate", 0), ("market", 1)], ByNode(samples, "streamengine_resync_count_total"));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", "tools/list", "ok")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"BTCUSDT"}}}""", "tools/call", "ok")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"NOSUCH"}}}""", "tools/call", "error")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"no_tool","arguments":{}}}""", "tools/call", "error")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":7}""", "tools/call", "error")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""", "other", "error")]
    [InlineData("""{"jsonrpc":"2.0","method":"notifications/initialized"}""", "notifications/initialized", "ok")]
    [InlineData("[]", "other", "refused")]
    public async Task McpMessage_IsCountedByItsOutcome(string message, string method, string outcome)
    {
        var before = Samples(await Scrape(market.Client));
        await Mcp(message);
        var after = Samples(await Scrape(market.Client));

        var changed = after.Where(s => s.Name == "mcp_requests_total").Select(s => (s.Labels, Value: s.Value - Of(before, s.Name, s.Labels))).Where(s => s.Value != 0);
        Assert.Equal([($"method={method},outcome={outcome}", 1.0)], changed);
        Assert.Equal(outcome == "error" ? 1 : 0, Of(after, "errors_total", "component=mcp") - Of(before, "errors_total", "component=mcp"));
    }

    [Fact]
    public async Task Prometheus_ScrapesIt_AndHasTheSameNumbers()
    {
        using var run = new Interrupted("serve", "pipelines/market-report.yaml", "--profile", "replay", "--set", "rows=4000", "--http", "0");
        using var client = new HttpClient { BaseAddress = await AddressOf(run) };
        await run.LineStarting(run.Error, "the sources have ended");
        await using var prometheus = await PrometheusServer.Scraping(client.BaseAddress);
        await Eventually.Holds(async () => (await prometheus.Query("streamengine_pipeline_state{state=\"ended\"} == 1")).Count == 1, "the end is scraped");
        var ours = Samples(await Scrape(client));
        AssertConserved(ours);
        string[] still = ["streamengine_operator_records_total", "streamengine_operator_pending_records", "streamengine_edge_records_total", "streamengine_edge_queue_size_records", "streamengine_operator_duration_seconds_bucket",
            "calc_latency_ms_count", "streamengine_latency_end_to_end_seconds_count", "streamengine_reports", "streamengine_build_info"];
        foreach (var name in still)
        {
            var scraped = await prometheus.Query(name);
            Assert.NotEmpty(scraped);
            Assert.Equal(ours.Where(s => s.Name == name).Select(s => (s.Labels, s.Value)).Order(), scraped.Select(s => (s.Series, s.Value)).Order());
        }

        Assert.Empty(await prometheus.Query("sum by (pipeline, operator) (streamengine_operator_records_total{direction=\"in\"}) - sum by (pipeline, operator) (streamengine_operator_records_total{direction=\"fate\"})"
            + " - sum by (pipeline, operator) (streamengine_operator_pending_records) != 0"));
        var exchange = JsonNode.Parse(await client.GetStringAsync("/pipeline"))!["nodes"]!.AsArray().Single(n => (string)n!["name"]! == "exchange")!;
        Assert.Equal((double)exchange["out"]!, Assert.Single(await prometheus.Query("streamengine_operator_records_total{operator=\"exchange\", direction=\"out\"}")).Value);
    }

    [Fact]
    public async Task Dashboard_HasDataInEachPanel()
    {
        await using var prometheus = await PrometheusServer.Scraping(market.Address);
        await McpPing();
        await market.Client.GetAsync("/get_report?symbol=BTCUSDT");
        var expressions = JsonNode.Parse(await File.ReadAllTextAsync(RepositoryRoot.Combine("deploy", "monitoring", "dashboard.json")))!["panels"]!.AsArray()
            .SelectMany(p => p!["targets"]!.AsArray()).Select(t => ((string)t!["expr"]!).Replace("$__rate_interval", "1m", StringComparison.Ordinal)).ToList();
        Assert.True(expressions.Count >= 18);
        await Eventually.Holds(async () => (await prometheus.Query("rate(mcp_request_duration_ms_count[1m])")).Count > 0, "two scrapes");
        foreach (var expression in expressions)
        {
            Assert.True((await prometheus.Query(expression)).Count > 0, $"no data: {expression}");
        }
    }

    [Fact]
    public async Task Alerts_AreUnderstood_AndPassTheirOwnTests()
    {
        var folder = RepositoryRoot.Combine("deploy", "monitoring");
        Assert.Contains("SUCCESS: 12 rules found", (await PrometheusServer.Promtool("check", "rules", Path.Combine(folder, "alerts.yml"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await PrometheusServer.Promtool("check", "config", Path.Combine(folder, "prometheus.yml"))).ExitCode);
        var tested = await PrometheusServer.Promtool("test", "rules", Path.Combine(folder, "alerts.test.yml"));
        Assert.True(tested.ExitCode == 0, tested.Text);
    }

    [Fact]
    public async Task RunThatFails_RaisesItsAlert()
    {
        using var run = new Interrupted("serve", "pipelines/market-report.yaml", "--profile", "capture", "--set", "depth=no-such-file.gz", "--http", "0");
        await using var prometheus = await PrometheusServer.Scraping(await AddressOf(run), RepositoryRoot.Combine("deploy", "monitoring", "alerts.yml"));
        await Eventually.Holds(async () => (await prometheus.Query("ALERTS{alertname=\"PipelineFailed\", alertstate=\"firing\"}")).Count == 1, "the alert fires");
    }

    private static async Task<Uri> AddressOf(Interrupted run) => new((await run.LineStarting(run.Error, "serving ")).Split(' ')[1].Replace("/get_report?symbol=", "", StringComparison.Ordinal));

    private static async Task<string> Scrape(HttpClient client)
    {
        using var answer = await client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return await answer.Content.ReadAsStringAsync();
    }

    private static void AssertConserved(IReadOnlyList<(string Name, string Labels, double Value)> samples)
    {
        double Sum(string node, string direction) => samples.Where(s => s.Name == "streamengine_operator_records_total" && s.Labels.Contains($"direction={direction},", StringComparison.Ordinal) && s.Labels.Contains($"operator={node},", StringComparison.Ordinal)).Sum(s => s.Value);
        var pending = samples.Where(s => s.Name == "streamengine_operator_pending_records").ToList();
        Assert.True(pending.Count > 20);
        foreach (var (_, labels, held) in pending)
        {
            var node = labels.Split(',')[0]["operator=".Length..];
            Assert.Equal((node, Sum(node, "in")), (node, Sum(node, "fate") + held));
        }

        foreach (var edge in samples.Where(s => s.Name == "streamengine_edge_queue_size_records"))
        {
            double Outcome(string outcome) => samples.Single(s => s.Name == "streamengine_edge_records_total" && s.Labels == $"edge={EdgeOf(edge.Labels)},outcome={outcome},pipeline=market-report").Value;
            Assert.Equal(Outcome("sent"), Outcome("received") + Outcome("dropped") + edge.Value);
        }
    }

    private static string EdgeOf(string labels) => labels["edge=".Length..labels.LastIndexOf(",pipeline=", StringComparison.Ordinal)];

    /// <summary>Samples of the text format: labels by name. Values of labels with quotes or braces do not occur here.</summary>
    private static List<(string Name, string Labels, double Value)> Samples(string text) =>
        [.. text.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(line =>
        {
            var value = line[(line.LastIndexOf(' ') + 1)..];
            var series = line[..line.LastIndexOf(' ')];
            var open = series.IndexOf('{', StringComparison.Ordinal);
            var labels = open < 0 ? "" : string.Join(',', series[(open + 1)..^2].Split("\",").Select(l => l.Replace("=\"", "=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            return (open < 0 ? series : series[..open], labels, double.Parse(value, CultureInfo.InvariantCulture));
        })];

    private async Task McpPing()
    {
        Assert.InRange(await Mcp("""{"jsonrpc":"2.0","id":1,"method":"ping"}"""), 200, 299);
    }

    /// <summary>Posts a message; the status of the answer.</summary>
    private async Task<int> Mcp(string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        using var answer = await market.Client.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }

    private static double Of(IReadOnlyList<(string Name, string Labels, double Value)> samples, string name, string labels) => samples.SingleOrDefault(s => s.Name == name && s.Labels == labels).Value;

    private static IEnumerable<(string Node, int Count)> ByNode(IReadOnlyList<(string Name, string Labels, double Value)> samples, string name) =>
        samples.Where(s => s.Name == name).Select(s => (s.Labels.Split(',')[0]["operator=".Length..], (int)s.Value)).Order();
}
