using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Bench.Serving;

/// <summary>
/// <c>streamengine serve</c> from outside its process (REQUIREMENTS SRV-02, SRV-03): answers under load while the market is calm and busy, how long a report takes at which rate of events, and memory over event time.
/// </summary>
internal sealed class ServeBenchmark : Benchmark
{
    private const string Pipeline = "{pipeline=\"market-report\"";
    private const double BuildLimitMs = 250;
    private const int EventsASecond = 200;

    private readonly JsonObject _json = [];

    /// <inheritdoc/>
    public override string Name => "serve";

    /// <inheritdoc/>
    public override string What => "a served pipeline under load: answers, building reports, memory";

    /// <inheritdoc/>
    public override string Options => "--clients 100 --requests 10_000 --seconds 10 --hours 24,2 --every 250 --parts load,build,memory --out FILE.json";

    /// <inheritdoc/>
    public override async Task Run(Arguments arguments, Report report)
    {
        var parts = arguments.Text("parts", "load,build,memory").Split(',');
        if (parts.Contains("load"))
        {
            await Load(arguments, report);
        }

        if (parts.Contains("build"))
        {
            await Build(arguments, report);
        }

        if (parts.Contains("memory"))
        {
            await Memory(arguments, report);
        }

        if (arguments.Text("out", "") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, _json.ToJsonString(new() { WriteIndented = true }));
        }
    }

    private static HttpRequestMessage Message(bool isMcp) => isMcp
        ? new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_report","arguments":{"symbol":"BTCUSDT"}}}""", Encoding.UTF8, "application/json"),
            Headers = { { "Accept", "application/json, text/event-stream" } },
        }
        : new HttpRequestMessage(HttpMethod.Get, "/get_report?symbol=BTCUSDT");

    private static string Symbols(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => count == 1 ? "BTCUSDT" : i == 0 ? "BTCUSDT" : i == 1 ? "ETHUSDT" : string.Create(CultureInfo.InvariantCulture, $"S{i:000}USDT")));

    private async Task Load(Arguments arguments, Report report)
    {
        var (clients, requests) = ((int)arguments.Number("clients", 100), (int)arguments.Number("requests", 10_000));
        var table = new List<string[]> { new[] { "over", "events/s", "requests", "per s", "p50 ms", "p99 ms", "longest ms", "errors" } };
        foreach (var rate in new[] { 400, 10_000 })
        {
            await using var server = await ServedProcess.Start([string.Create(CultureInfo.InvariantCulture, $"rate={rate / 2}/s")]);
            await server.Reports(2);
            foreach (var isMcp in new[] { false, true })
            {
                await Ask(server, isMcp, clients, clients * 2); // connections and code are warm
                await Task.Delay(TimeSpan.FromSeconds(2));
                var begun = Stopwatch.GetTimestamp();
                var (times, errors) = await Ask(server, isMcp, clients, requests);
                var taken = Stopwatch.GetElapsedTime(begun).TotalSeconds;
                string[] row =
                [
                    isMcp ? "MCP" : "HTTP", Figures.Count(rate), Figures.Count(requests), Figures.Count((long)(requests / taken)), Figures.Places(Figures.Quantile(times, 0.5), 1), Figures.Places(Figures.Quantile(times, 0.99), 1),
                    Figures.Places(times[^1], 1), Figures.Count(errors),
                ];
                table.Add(row);
            }
        }

        Show(report, "load", table);
    }

    private static async Task<(List<double> Times, int Errors)> Ask(ServedProcess server, bool isMcp, int clients, int requests)
    {
        var times = new ConcurrentBag<double>();
        var (left, errors) = (requests, 0);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var begun = Stopwatch.GetTimestamp();
                using var message = Message(isMcp);
                using var answer = await server.Client.SendAsync(message);
                var text = await answer.Content.ReadAsStringAsync();
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (answer.StatusCode != HttpStatusCode.OK || !text.Contains("generated_at", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref errors);
                }
            }
        }));
        return ([.. times.Order()], errors);
    }

    /// <summary>A report is built in time when 99 % are in the cache within 250 ms of their tick and stream time keeps up with the clock.</summary>
    private async Task Build(Arguments arguments, Report report)
    {
        var seconds = (int)arguments.Number("seconds", 10);
        var table = new List<string[]> { new[] { "symbols", "events/s in all", "rows/s measured", "reports", "within 250 ms", "p99 below ms", "lag ms" } };
        foreach (var symbols in new[] { 1, 2, 200 })
        {
            foreach (var rate in new[] { 200, 2_000, 10_000, 20_000, 50_000, 100_000 })
            {
                var each = Math.Max(1, rate / symbols);
                await using var server = await ServedProcess.Start([string.Create(CultureInfo.InvariantCulture, $"rate={each}/s"), $"symbols={Symbols(symbols)}"]);
                await server.Reports(symbols);
                await Task.Delay(TimeSpan.FromSeconds(2));
                var before = await server.Metrics();
                await Task.Delay(TimeSpan.FromSeconds(seconds));
                var after = await server.Metrics();
                double Grown(string series) => after.GetValueOrDefault(series) - before.GetValueOrDefault(series);
                var reports = Grown($"calc_latency_ms_count{Pipeline}}}");
                var inTime = Grown($"calc_latency_ms_bucket{Pipeline},le=\"250\"}}");
                var p99 = after.Keys.Where(k => k.StartsWith("calc_latency_ms_bucket", StringComparison.Ordinal) && !k.Contains("Inf", StringComparison.Ordinal))
                    .Select(k => (Bound: double.Parse(k.Split("le=\"")[1].TrimEnd('"', '}'), CultureInfo.InvariantCulture), Count: Grown(k))).OrderBy(b => b.Bound).FirstOrDefault(b => b.Count >= reports * 0.99, (double.PositiveInfinity, 0)).Bound;
                var lag = after[$"stream_lag_ms{Pipeline}}}"];
                string[] row = [Figures.Count(symbols), Figures.Count(each * symbols), Figures.Count((long)after[$"events_rate{Pipeline}}}"]), Figures.Count((long)reports), Figures.Places(100 * inTime / Math.Max(1, reports), 2) + " %", Figures.Places(p99, 1), Figures.Places(lag, 0)];
                table.Add(row);
                if (inTime < 0.99 * reports || lag > BuildLimitMs || reports == 0)
                {
                    break;
                }
            }
        }

        Show(report, "build", table);
    }

    /// <summary>Event time goes as fast as it can: the windows of the report are full from 30 minutes on, and from then on memory must stand still. No hours leave a number of symbols out.</summary>
    private async Task Memory(Arguments arguments, Report report)
    {
        var hours = arguments.Text("hours", "24,2").Split(',').Select(h => double.Parse(h, CultureInfo.InvariantCulture));
        var every = TimeSpan.FromMilliseconds(arguments.Number("every", 250));
        var table = new List<string[]> { new[] { "symbols", "events", "reports", "event time h", "MiB at 30 min", "MiB at the end", "most MiB", "MiB an hour, from 1 h on" } };
        foreach (var (symbols, length) in new[] { 2, 200 }.Zip(hours).Where(run => run.Second > 0))
        {
            var events = (long)(length * 3600 * EventsASecond);
            var rate = EventsASecond / symbols;
            string[] settings = [string.Create(CultureInfo.InvariantCulture, $"rate={rate}/s"), string.Create(CultureInfo.InvariantCulture, $"rows={events}"), string.Create(CultureInfo.InvariantCulture, $"every={every.TotalMilliseconds}ms"), $"symbols={Symbols(symbols)}"];
            await using var server = await ServedProcess.Start(settings, "replay");
            var seen = new List<(double Hours, double Mib)>();
            var (first, reports) = (double.NaN, 0L);
            while (true)
            {
                var now = await server.Metrics();
                var ticks = now[$"streamengine_operator_records_total{Pipeline},operator=\"clock\",direction=\"in\",outcome=\"received\"}}"];
                reports = (long)ticks * symbols;
                seen.Add((ticks * every.TotalHours, now["dotnet_process_memory_working_set_bytes"] / 1048576));
                first = double.IsNaN(first) && seen[^1].Hours >= 0.5 ? seen[^1].Mib : first;
                if (now[$"streamengine_pipeline_state{Pipeline},state=\"running\"}}"] == 0)
                {
                    break;
                }

                await Task.Delay(100);
            }

            string[] row = [Figures.Count(symbols), Figures.Count(events), Figures.Count(reports), Figures.Places(seen[^1].Hours, 2), Figures.Places(first, 0), Figures.Places(seen[^1].Mib, 0), Figures.Places(seen.Max(s => s.Mib), 0), Figures.Places(Slope([.. seen.Where(s => s.Hours >= 1)]), 2)];
            table.Add(row);
        }

        Show(report, "memory", table);
    }

    /// <summary>The slope of the line of least squares; NaN of fewer than three points.</summary>
    private static double Slope(List<(double X, double Y)> points)
    {
        if (points.Count < 3)
        {
            return double.NaN;
        }

        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }

    private void Show(Report report, string part, List<string[]> table)
    {
        report.Table(table);
        _json[part] = new JsonArray([.. table.Skip(1).Select(row => new JsonObject(table[0].Zip(row, (name, cell) => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(cell)))))]);
    }
}
