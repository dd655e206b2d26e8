using System.Text;
using StreamEngine.Cli.Serving;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools.Serving;

/// <summary>NRM-05 to the millisecond, at the instant of the answer: the last event was at 10 s and fresh.</summary>
public sealed class ReportAgeingTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(10_000, 10 * Second, 10 * Second, "1970-01-01T00:00:10.000000000Z", "0", "ok", "true")]
    [InlineData(9_000, 10 * Second, 10 * Second, "1970-01-01T00:00:09.000000000Z", "0", "ok", "true")] // an event ahead of the clock
    [InlineData(11_000, 10 * Second, 10 * Second, "1970-01-01T00:00:11.000000000Z", "1000", "ok", "true")]
    [InlineData(11_001, 10 * Second, 10 * Second, "1970-01-01T00:00:11.001000000Z", "1001", "ok", "false")]
    [InlineData(11_999, 10 * Second, 10 * Second, "1970-01-01T00:00:11.999000000Z", "1999", "ok", "false")]
    [InlineData(12_000, 10 * Second, 10 * Second, "1970-01-01T00:00:12.000000000Z", "2000", "degraded", "false")]
    [InlineData(15_000, 10 * Second, 10 * Second, "1970-01-01T00:00:15.000000000Z", "5000", "degraded", "false")]
    [InlineData(15_001, 10 * Second, 10 * Second, "1970-01-01T00:00:15.001000000Z", "5001", "down", "false")]
    [InlineData(10_100, 10 * Second, 7 * Second, "1970-01-01T00:00:10.100000000Z", "100", "degraded", "true")] // a feed that is always late
    [InlineData(10_100, 10 * Second, null, "1970-01-01T00:00:10.100000000Z", "100", "degraded", "true")]
    [InlineData(10_000, null, null, "1970-01-01T00:00:10.000000000Z", "null", "down", "false")] // nothing has come
    public void AgeAndStatus_AreThoseOfTheAnswer_AndTheRestAsBuilt(int nowMs, long? newest, long? fresh, string at, string age, string status, string isFresh)
    {
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromMilliseconds(nowMs));
        var built = $$$"""{"symbol":"A","generated_at":"1970-01-01T00:00:08.000000000Z","data_age_ms":{{{(newest is null ? "null" : "0")}}},"ingestion":{"status":"ok","fresh":true},"mid_price":1E-05,"health":{"score":7}}""";
        var served = new ReportAgeing(new ReportCacheOptions(), clock).Of(new CachedReport("A", Encoding.UTF8.GetBytes(built), newest, fresh));
        Assert.Equal($$$"""{"symbol":"A","generated_at":"{{{at}}}","data_age_ms":{{{age}}},"ingestion":{"status":"{{{status}}}","fresh":{{{isFresh}}}},"mid_price":1E-05,"health":{"score":7}}""",
            Encoding.UTF8.GetString(served.Span));
    }
}
