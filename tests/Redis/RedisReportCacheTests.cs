using System.Globalization;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Redis;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Redis;

/// <summary>The report cache in a real server.</summary>
public sealed class RedisReportCacheTests
{
    private static readonly Schema Reports = new(null, [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.String), new("report", ColumnType.Json, true), new("newest_event", ColumnType.Timestamp, true), new("newest_fresh", ColumnType.Timestamp, true)]);
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Report_IsAPlainTextThatVanishesWithinTheTimeToLive()
    {
        using var redis = new RedisProcess();
        using var cache = Cache(redis);
        await cache.Put(new CachedReport("ETHUSDT", "{\"b\":2}"u8.ToArray(), null, null), default);
        await cache.Put(new CachedReport("BTCUSDT", "{\"a\":1}"u8.ToArray(), 5, 3), default);
        await cache.Put(new CachedReport("BTCUSDT", "{\"a\":\"ä\"}"u8.ToArray(), 1_700_000_000_000_000_007, null), default);

        var found = await cache.Get("BTCUSDT", default);

        Assert.Equal("{\"a\":\"ä\"}", redis.Cli("--raw", "GET", "report:BTCUSDT"));
        Assert.Equal("1700000000000000007 -", redis.Cli("GET", "report_times:BTCUSDT"));
        Assert.InRange(long.Parse(redis.Cli("PTTL", "report:BTCUSDT"), CultureInfo.InvariantCulture), 269_000, 300_000);
        Assert.Equal(("BTCUSDT", "{\"a\":\"ä\"}", 1_700_000_000_000_000_007L, null), (found!.Symbol, Encoding.UTF8.GetString(found.Json.Span), found.NewestEvent, found.NewestFresh));
        Assert.Equal((null, null), await Times(cache, "ETHUSDT"));
        Assert.Null(await cache.Get("SOLUSDT", default));
        Assert.Equal(["BTCUSDT", "ETHUSDT"], await cache.Symbols(default));
        redis.Cli("DEL", "report:BTCUSDT");
        Assert.Equal(["ETHUSDT"], await cache.Symbols(default));
        redis.Cli("SET", "report:SOLUSDT", "{}"); // by somebody else
        Assert.Equal((null, null), await Times(cache, "SOLUSDT"));
    }

    [Fact]
    public async Task LivesOfReports_AreDrawnOverTheLastTenth()
    {
        using var redis = new RedisProcess();
        using var cache = Cache(redis);
        for (var i = 0; i < 50; i++)
        {
            await cache.Put(new CachedReport($"S{i}", "{}"u8.ToArray(), null, null), default);
        }

        var lives = Enumerable.Range(0, 50).Select(i => long.Parse(redis.Cli("PTTL", $"report:S{i}"), CultureInfo.InvariantCulture) / 3_000).ToList();

        Assert.All(lives, l => Assert.InRange(l, 88, 100));
        Assert.True(lives.Distinct().Count() > 5, string.Join(' ', lives));
    }

    [Fact]
    public async Task ReadersOfOneSymbolAtOneTime_ShareOneRequest()
    {
        using var redis = new RedisProcess();
        using var cache = Cache(redis);
        await cache.Put(new CachedReport("BTCUSDT", "{}"u8.ToArray(), null, null), default);
        await cache.Get("BTCUSDT", default);
        var before = cache.Asked;

        redis.Cli("CLIENT", "PAUSE", "100", "ALL"); // so that all come before the answer
        var all = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => cache.Get("BTCUSDT", default).AsTask()));

        Assert.All(all, r => Assert.Same(all[0], r));
        Assert.Equal(before + 1, cache.Asked);
        Assert.NotNull(all[0]);
    }

    [Fact]
    public async Task ReaderThatGivesUp_LeavesTheOthersTheirAnswer()
    {
        using var redis = new RedisProcess();
        using var cache = Cache(redis);
        await cache.Put(new CachedReport("BTCUSDT", "{}"u8.ToArray(), null, null), default);
        await cache.Get("BTCUSDT", default);
        using var gives = new CancellationTokenSource();

        redis.Cli("CLIENT", "PAUSE", "100", "ALL");
        var first = cache.Get("BTCUSDT", gives.Token).AsTask();
        var second = cache.Get("BTCUSDT", default).AsTask();
        await gives.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task ServerThatIsGone_IsUnavailableAndTheNewestReportIsWrittenWhenItIsBack()
    {
        using var redis = new RedisProcess();
        using var cache = Cache(redis);
        await cache.Put(new CachedReport("BTCUSDT", "{\"n\":1}"u8.ToArray(), null, null), default);
        await cache.Get("BTCUSDT", default);
        redis.Kill();

        await cache.Put(new CachedReport("BTCUSDT", "{\"n\":2}"u8.ToArray(), null, null), default);
        await cache.Put(new CachedReport("BTCUSDT", "{\"n\":3}"u8.ToArray(), null, null), default);
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.Get("BTCUSDT", default).AsTask());
        await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.Symbols(default).AsTask());
        redis.Start();
        await cache.FlushAll(TimeSpan.FromSeconds(10), default);

        Assert.Equal("{\"n\":3}", redis.Cli("GET", "report:BTCUSDT"));
        Assert.Equal("{\"n\":3}", await Eventually(cache));
    }

    [Fact]
    public async Task ServerThatFallsSilent_IsUnavailableInTime()
    {
        using var silent = new ScriptedServer("", closes: false);
        using var cache = new RedisReportCache(silent.Server, Ttl, TimeProvider.System, "cache");

        var failure = await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.Get("BTCUSDT", default).AsTask());

        Assert.Equal($"error SE9701: {silent.Server} gave no answer within 100 ms", failure.Message);
    }

    [Fact]
    public async Task AnswerOfAnotherShape_IsUnavailable()
    {
        using var liar = new ScriptedServer(":5\r\n", closes: false);
        using var cache = new RedisReportCache(liar.Server, Ttl, TimeProvider.System, "cache");

        var failure = await Assert.ThrowsAsync<CacheUnavailableException>(() => cache.Get("BTCUSDT", default).AsTask());

        Assert.Equal("not an answer of a Redis server: number came where a list must be", failure.Message);
    }

    [Fact]
    public async Task Sink_WritesTheNewestReportOfEachSymbol()
    {
        using var redis = new RedisProcess();
        var sink = new ReportCacheSink(new() { Redis = redis.Address });
        var drive = new SinkDrive(sink, Reports);

        drive.Write([1L, "BTCUSDT", "{\"n\":1}", 1L, null], [2L, "ETHUSDT", "{\"n\":2}", 2L, 2L], [3L, "BTCUSDT", "{\"n\":3}", 3L, 3L], [4L, "BTCUSDT", null, 4L, 4L]).Complete();

        Assert.Equal("{\"n\":3}", redis.Cli("GET", "report:BTCUSDT"));
        Assert.Equal("{\"n\":2}", Encoding.UTF8.GetString((await sink.Get("ETHUSDT", default))!.Json.Span));
        Assert.Equal(["BTCUSDT", "ETHUSDT"], await sink.Symbols(default));
    }

    private static RedisReportCache Cache(RedisProcess redis) => new(redis.Server, Ttl, TimeProvider.System, "cache") { ReadTime = TimeSpan.FromSeconds(10) };

    private static async Task<(long? Event, long? Fresh)> Times(RedisReportCache cache, string symbol)
    {
        var report = await cache.Get(symbol, default);
        return (report!.NewestEvent, report.NewestFresh);
    }

    private static async Task<string> Eventually(RedisReportCache cache)
    {
        while (true)
        {
            try
            {
                return Encoding.UTF8.GetString((await cache.Get("BTCUSDT", default))!.Json.Span);
            }
            catch (CacheUnavailableException)
            {
                await Task.Delay(5);
            }
        }
    }
}
