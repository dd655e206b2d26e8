using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using StreamEngine.Redis;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Redis;

/// <summary>
/// The analytics process, killed in the middle of a batch again and again while events come (<c>STREAMENGINE_LONG=1</c>: 200 times). Every event comes out, and every metric is what an own computation over the events gives:
/// none is changed by what was delivered twice, or by the restarts.
/// </summary>
public sealed class CrashTests(ITestOutputHelper log)
{
    private const long Start = 1_700_000_000_000;
    private const int Spacing = 20;
    private const int WindowMs = 10_000;
    private const int PerStep = 10;
    private const int Ahead = 500; // so many events wait at most while the process starts and rebuilds


    [Fact]
    public async Task KilledInMidBatch_LosesNoEventAndChangesNoMetric()
    {
        var kills = LongRun.IsAsked ? 200 : 5;
        using var redis = new RedisProcess();
        using var client = redis.Client();
        using var folder = new TemporaryFolder();
        var pipeline = folder.Write("analytics.yaml", Pipeline(redis.Address));
        var random = new Random(20_261_122);
        var (fed, underWay, midBatch) = (0, 0L, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = Analytics(pipeline);
            var (read, steps) = (await Read(client, "copy"), random.Next(1, 20));
            for (var watch = Stopwatch.StartNew(); steps > 0 || await Pending(client, "copy") == 0;)
            {
                fed = fed < await Read(client, "bars") + Ahead ? await Feed(client, fed, PerStep, 0) : fed;
                steps -= await Read(client, "copy") > read && await Read(client, "bars") > read ? 1 : 0;
                Assert.False(process.HasExited, "the process ended by itself");
                Assert.True(watch.Elapsed < Patience.Hang, "in vain: something is under way");
                await Task.Delay(4);
            }

            process.Kill();
            await process.WaitForExitAsync();
            var left = await Pending(client, "copy");
            underWay += left;
            midBatch += left > 0 ? 1 : 0;
        }

        using var last = Analytics(pipeline);
        var all = fed = await Feed(client, fed, PerStep, 0);
        fed = await Feed(client, fed, 1, 3_600_000); // closes the windows of all others
        for (var watch = Stopwatch.StartNew(); await Pending(client, "copy") + await Pending(client, "bars") > 0 || await Read(client, "copy") < fed || await Read(client, "bars") < fed;)
        {
            Assert.False(last.HasExited, "the process ended by itself");
            Assert.True(watch.Elapsed < Patience.Hang, "in vain: all is acknowledged");
            await Task.Delay(10);
        }

        last.Kill();
        await last.WaitForExitAsync();
        var passed = (await Events(client, "passed")).Select(e => (int)Payload(e, "trade_id")).ToList();
        var bars = (await Events(client, "metrics")).Select(Bar).ToList();
        var expected = Expected(all);
        log.WriteLine($"{kills} kills, {midBatch} with events under way ({underWay} in all); {fed} events: {fed - passed.Distinct().Count()} lost, {passed.Count - fed} told again; "
            + $"{expected.Count} metrics: {bars.Except(expected).Count()} changed, {expected.Except(bars).Count()} missing, {bars.Count - expected.Count} told again");

        Assert.Equal(Enumerable.Range(0, fed), passed.Distinct().Order());
        Assert.Equal(expected.Order(StringComparer.Ordinal), bars.Distinct().Order(StringComparer.Ordinal));
        Assert.True(midBatch > 0, "no kill came in the middle of a batch");
    }

    /// <summary>Copies each event as it comes; and, rebuilt at each start, windows of 10 s with number, sum and last price of the trades of a market, put into an envelope to be compared.</summary>
    private static string Pipeline(string server) =>
        $$"""
        version: 1
        pipeline: analytics
        time: { lateness: 60s }
        nodes:
          taken:  { redis_stream: { stream: market, server: '{{server}}', group: copy } }
          passed: { from: taken, redis_stream: { stream: passed, server: '{{server}}', keep: 30d } }

          events: { redis_stream: { stream: market, server: '{{server}}', group: bars, rebuild: 30d } }
          gate:   { from: events, open_envelope: { horizon: 1d } }
          bars:
            from: gate.trades
            key: [venue, symbol]
            window: { tumble: 10s }
            select: |
              trade_id = last(trade_id)
              price = last(price)
              qty = sum(qty)
              side = last(side)
              count = count()
          told:    { from: { trades: bars }, envelope: { origin: false } }
          metrics: { from: told, redis_stream: { stream: metrics, server: '{{server}}', keep: 30d } }
        dead_letters: { console: {} }
        """;

    private static string Bar(JsonNode told) =>
        string.Create(CultureInfo.InvariantCulture, $"{told["symbol"]} {told["ts_event"]} {Payload(told, "trade_id")} {Payload(told, "price")} {Payload(told, "qty")} {Payload(told, "count")}");

    private static List<string> Expected(int events) =>
    [
        .. Enumerable.Range(0, events).GroupBy(i => (Symbol: Symbol(i), Window: Ms(i, 0) / WindowMs)).Select(bar => string.Create(CultureInfo.InvariantCulture,
            $"{bar.Key.Symbol} {DateTimeOffset.FromUnixTimeMilliseconds(((bar.Key.Window + 1) * WindowMs) - 1):yyyy-MM-ddTHH:mm:ss.fff}999999Z {bar.Max()} {Price(bar.Max())} {bar.Sum(Qty)} {bar.Count()}")),
    ];

    private static double Payload(JsonNode told, string member) => double.Parse(told["payload"]![member]!.ToString(), CultureInfo.InvariantCulture);

    private static string Symbol(int i) => i % 3 == 0 ? "ETHUSDT" : "BTCUSDT";

    private static int Price(int i) => 100 + (i % 17);

    private static int Qty(int i) => 1 + (i % 5);

    private static long Ms(int i, int after) => Start + ((long)i * Spacing) + after;

    private static Process Analytics(string pipeline)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [CommandLine.Program, "run", pipeline]) { WorkingDirectory = RepositoryRoot.Path, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task<int> Feed(RedisClient client, int first, int count, int after)
    {
        var request = new RespRequest();
        for (var i = first; i < first + count; i++)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(Ms(i, after)).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
            request.Add("XADD", "market", string.Create(CultureInfo.InvariantCulture, $"{Ms(i, after)}-0"), "event", string.Create(CultureInfo.InvariantCulture,
                $$$"""{"type":"trade_tick","venue":"sim","symbol":"{{{Symbol(i)}}}","ts_event":"{{{time}}}Z","payload":{"trade_id":"{{{i}}}","price":{{{Price(i)}}},"qty":{{{Qty(i)}}},"side":"buy"}}"""));
        }

        Assert.All(await client.AskUntilAnswered(request, Patience.Hang, Patience.Hang, default), r => Assert.False(r.IsError));
        return first + count;
    }

    private static async Task<long> Pending(RedisClient client, string group)
    {
        var reply = (await client.AskUntilAnswered(new RespRequest("XPENDING", "market", group), Patience.Hang, Patience.Hang, default))[0];
        return reply.IsError ? 0 : reply.Item(0).Number;
    }

    /// <summary>Entries the group has read.</summary>
    private static async Task<long> Read(RedisClient client, string group)
    {
        var reply = (await client.AskUntilAnswered(new RespRequest("XINFO", "GROUPS", "market"), Patience.Hang, Patience.Hang, default))[0];
        var found = reply.IsError ? null : reply.Items.FirstOrDefault(g => g.Find("name").Text == group);
        return found?.Find("entries-read") is { Kind: RespKind.Number } read ? read.Number : 0;
    }

    private static async Task<List<JsonNode>> Events(RedisClient client, string stream)
    {
        var (events, from) = (new List<JsonNode>(), "-");
        while (true)
        {
            var entries = (await client.AskUntilAnswered(new RespRequest("XRANGE", stream, from, "+", "COUNT", "10000"), Patience.Hang, Patience.Hang, default))[0].Items;
            if (entries.Count == 0)
            {
                return events;
            }

            events.AddRange(entries.Select(e => JsonNode.Parse(e.Item(1).Find("event").Text)!));
            from = "(" + entries[^1].Item(0).Text;
        }
    }
}
