using System.Text;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Serving;

public sealed class ReportCacheTests
{
    private static readonly Schema Reports = new(null,
        [new("ts", ColumnType.Timestamp), new("symbol", ColumnType.String, true), new("report", ColumnType.Json, true), new("newest_event", ColumnType.Timestamp, true), new("newest_fresh", ColumnType.Timestamp, true)]);

    [Fact]
    public async Task NewestReportOfASymbol_IsGiven_WithItsTimes()
    {
        var sink = new ReportCacheSink(new());
        new SinkDrive(sink, Reports).Write([1L, "A", "{\"n\":1}", 5L, null], [1L, "B", "{\"n\":2}", null, null], [1L, "A", "{\"n\":3}", 7L, 6L]);
        var report = (await sink.Get("A", default))!;
        Assert.Equal("{\"n\":3}", Encoding.UTF8.GetString(report.Json.Span));
        Assert.Equal((7L, 6L), (report.NewestEvent, report.NewestFresh));
        Assert.Equal(["A", "B"], await sink.Symbols(default));
        Assert.Null(await sink.Get("a", default));
    }

    [Fact]
    public async Task RowWithoutSymbolOrReport_LeavesTheOneBefore()
    {
        var sink = new ReportCacheSink(new());
        new SinkDrive(sink, Reports).Write([1L, "A", "{}", 5L, null], [1L, "A", null, 6L, null], [1L, null, "{}", 7L, null]);
        Assert.Equal(5L, (await sink.Get("A", default))!.NewestEvent);
    }

    [Fact]
    public async Task Report_IsGivenUntilItsTimeToLiveIsOver()
    {
        var clock = new ManualClock();
        var cache = new MemoryReportCache(TimeSpan.FromSeconds(300), clock);
        await cache.Put(new CachedReport("A", "{}"u8.ToArray(), null, null), default);
        clock.Advance(TimeSpan.FromMilliseconds(299_999));
        Assert.NotNull(await cache.Get("A", default));
        await cache.Put(new CachedReport("B", "{}"u8.ToArray(), null, null), default);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await cache.Get("A", default));
        Assert.Equal(["B"], await cache.Symbols(default));
        await cache.Put(new CachedReport("A", "{}"u8.ToArray(), null, null), default);
        Assert.NotNull(await cache.Get("A", default));
    }

    [Fact]
    public async Task CacheThatIsNotOpenOrWasAbandoned_IsUnavailable_AndACompletedOneIsNot()
    {
        var sink = new ReportCacheSink(new());
        await Assert.ThrowsAsync<CacheUnavailableException>(async () => await sink.Get("A", default));
        var drive = new SinkDrive(sink, Reports).Write([1L, "A", "{}", null, null]);
        await sink.Complete();
        Assert.NotNull(await sink.Get("A", default));
        await sink.Abandon();
        Assert.Equal("the pipeline that makes the reports is not running", (await Assert.ThrowsAsync<CacheUnavailableException>(async () => await sink.Symbols(default))).Message);
        Assert.Empty(drive.Problems);
    }

    [Fact]
    public void MoreSymbolsThanThereMayBe_AreRefused()
    {
        var drive = new SinkDrive(new ReportCacheSink(new()), Reports);
        drive.Write([.. Enumerable.Range(0, 10_000).Select(i => new object?[] { 1L, $"S{i}", "{}", null, null })]);
        Assert.Equal("there are more than 10000 symbols; a cache holds a report of each, so read fewer markets here",
            Assert.Throws<InvalidDataException>(() => drive.Write([1L, "one more", "{}", null, null])).Message);
    }
}
