using System.Globalization;
using StreamEngine.Sources;
using StreamEngine.Time;

namespace StreamEngine.Tests.Operators.Sources.Scheduling;

/// <summary>Expected instants from a calendar: 2024-03-31 and 2024-10-27 are the days on which Berlin changes its clocks, at 01:00 UTC.</summary>
public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 8 * * 1-5", "UTC", "2024-02-29T08:00:00Z", "2024-02-29T08:00:00Z 2024-03-01T08:00:00Z 2024-03-04T08:00:00Z")] // a Thursday
    [InlineData("*/20 * * * *", "UTC", "2024-01-01T00:01:00Z", "2024-01-01T00:20:00Z 2024-01-01T00:40:00Z 2024-01-01T01:00:00Z")]
    [InlineData("5,35-37 0 1 jan *", "UTC", "2024-01-01T00:06:00Z", "2024-01-01T00:35:00Z 2024-01-01T00:36:00Z 2024-01-01T00:37:00Z 2025-01-01T00:05:00Z")]
    [InlineData("0 12 29 feb *", "UTC", "2024-03-01T00:00:00Z", "2028-02-29T12:00:00Z 2032-02-29T12:00:00Z")]
    [InlineData("0 0 13 * fri", "UTC", "2024-09-07T00:00:00Z", "2024-09-13T00:00:00Z 2024-09-20T00:00:00Z 2024-09-27T00:00:00Z 2024-10-04T00:00:00Z 2024-10-11T00:00:00Z 2024-10-13T00:00:00Z")] // either day is enough
    [InlineData("0 0 */10 * mon", "UTC", "2024-01-01T00:00:01Z", "2024-03-11T00:00:00Z 2024-04-01T00:00:00Z")] // a field that begins with * is not restricted: the 1st, 11th, 21st or 31st, if a Monday
    [InlineData("0 0 29 feb mon", "UTC", "2024-02-20T00:00:00Z", "2024-02-26T00:00:00Z 2024-02-29T00:00:00Z 2025-02-03T00:00:00Z")]
    [InlineData("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z")] // 2100 is no leap year
    [InlineData("0 0 */28 feb mon", "UTC", "2027-02-02T00:00:00Z", "2038-02-01T00:00:00Z")] // eleven years on
    [InlineData("0 0 29 feb */6", "UTC", "2072-01-01T00:00:00Z", "2076-02-29T00:00:00Z 2088-02-29T00:00:00Z 2116-02-29T00:00:00Z")] // Sundays and Saturdays; 2076, 2116 Saturdays, 2088 a Sunday
    [InlineData("0 0 31 * *", "UTC", "2024-03-01T00:00:00Z", "2024-03-31T00:00:00Z 2024-05-31T00:00:00Z 2024-07-31T00:00:00Z")]
    [InlineData("59 23 31 12 *", "UTC", "2024-01-01T00:00:00Z", "2024-12-31T23:59:00Z 2025-12-31T23:59:00Z")]
    [InlineData("0 0 * * mon-fri/2", "UTC", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z 2024-01-03T00:00:00Z 2024-01-05T00:00:00Z 2024-01-08T00:00:00Z")]
    [InlineData("0 0 * * 5-7", "UTC", "2024-01-01T00:00:00Z", "2024-01-05T00:00:00Z 2024-01-06T00:00:00Z 2024-01-07T00:00:00Z 2024-01-12T00:00:00Z")]
    [InlineData("0 12 1 */5 *", "UTC", "2024-01-02T00:00:00Z", "2024-06-01T12:00:00Z 2024-11-01T12:00:00Z 2025-01-01T12:00:00Z")]
    [InlineData("15,45 8-10/2 * * *", "UTC", "2024-01-01T08:16:00Z", "2024-01-01T08:45:00Z 2024-01-01T10:15:00Z 2024-01-01T10:45:00Z 2024-01-02T08:15:00Z")]
    [InlineData("0 0 * * *", "Asia/Kathmandu", "2024-01-01T00:00:00Z", "2024-01-01T18:15:00Z")] // 05:45 ahead of UTC
    [InlineData("0 0 * * sun", "UTC", "2024-01-01T00:00:00Z", "2024-01-07T00:00:00Z 2024-01-14T00:00:00Z")]
    [InlineData("0 0 * * 7", "UTC", "2024-01-01T00:00:00Z", "2024-01-07T00:00:00Z")]
    [InlineData("0-10/5 0 * * *", "UTC", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z 2024-01-01T00:05:00Z 2024-01-01T00:10:00Z 2024-01-02T00:00:00Z")]
    [InlineData("30 9 * * *", "America/New_York", "2024-01-02T00:00:00Z", "2024-01-02T14:30:00Z 2024-01-03T14:30:00Z")]
    [InlineData("30 9 * * *", "America/New_York", "2024-07-02T00:00:00Z", "2024-07-02T13:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2024-03-30T00:00:00Z", "2024-03-30T01:30:00Z 2024-03-31T01:30:00Z 2024-04-01T00:30:00Z")] // skipped, so an hour later: 03:30 summer time
    [InlineData("30 * * * *", "Europe/Berlin", "2024-03-31T00:00:00Z", "2024-03-31T00:30:00Z 2024-03-31T01:30:00Z 2024-03-31T02:30:00Z")] // 01:30, 03:30, 04:30
    [InlineData("30 2 * * *", "Europe/Berlin", "2024-10-27T00:00:00Z", "2024-10-27T00:30:00Z 2024-10-28T01:30:00Z")] // shown twice, comes once
    [InlineData("30 * * * *", "Europe/Berlin", "2024-10-27T00:00:00Z", "2024-10-27T00:30:00Z 2024-10-27T01:30:00Z 2024-10-27T02:30:00Z")]
    public void Expression_ComesAtTheseInstants(string cron, string zone, string from, string expected)
    {
        Assert.True(CronSchedule.TryParse(cron, TimeZoneInfo.FindSystemTimeZoneById(zone), out var schedule, out _));
        var at = Ns(from);
        foreach (var instant in expected.Split(' '))
        {
            var next = schedule.AtOrAfter(at);
            Assert.Equal(instant, Text(next));
            Assert.Equal(next, schedule.AtOrAfter(next));
            at = next + 1;
        }
    }

    [Theory]
    [InlineData("0 8 * *", "it has 4 fields; it must have 5")]
    [InlineData("60 8 * * *", "the minute is '60'; it must be *, a number from 0 to 59, a range of these, or * or a range with a step")]
    [InlineData("0 8 * jna *", "the month is 'jna'; it must be *, a number from 1 to 12, a name from jan to dec, a range of these, or * or a range with a step")]
    [InlineData("0 8 * * 5-1", "the day of week '5-1' ends before it begins")]
    [InlineData("0/5 8 * * *", "the minute '0/5' has a step but no range; write 0-59/5")]
    [InlineData("*/0 8 * * *", "the minute '*/0' has a step that is no number from 1 to 59")]
    [InlineData("0 8 31 2 *", "no day is ever like that")]
    [InlineData("0 0 30 2 *", "no day is ever like that")]
    [InlineData("0 0 L * *", "the day of month is 'L'; it must be *, a number from 1 to 31, a range of these, or * or a range with a step")]
    [InlineData("0 8 , * *", "the day of month is ''; it must be *, a number from 1 to 31, a range of these, or * or a range with a step")]
    public void Mistake_IsNamed(string cron, string problem)
    {
        Assert.False(CronSchedule.TryParse(cron, TimeZoneInfo.Utc, out _, out var found));
        Assert.Equal(problem, found);
    }

    [Fact]
    public void EveryMinuteOfAYear_IsThatOfAnIndependentCount()
    {
        Assert.True(CronSchedule.TryParse("7-59/13 */5 1-20 * 1,3", TimeZoneInfo.Utc, out var schedule, out _));
        var expected = Enumerable.Range(0, 366 * 24 * 60).Select(m => new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(m))
            .Where(t => t.Minute is 7 or 20 or 33 or 46 or 59 && t.Hour is 0 or 5 or 10 or 15 or 20 && (t.Day <= 20 || t.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Wednesday));
        var at = Ns("2024-01-01T00:00:00Z");
        foreach (var time in expected)
        {
            var next = schedule.AtOrAfter(at);
            Assert.Equal((time - DateTime.UnixEpoch).Ticks * 100, next);
            at = next + 1;
        }
    }

    private static long Ns(string text) => Rfc3339.TryParse(text, out var ns) ? ns : throw new FormatException(text);

    private static string Text(long ns) => DateTime.UnixEpoch.AddTicks(ns / 100).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
