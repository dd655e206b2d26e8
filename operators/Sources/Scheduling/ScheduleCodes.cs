using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>What the source <c>schedule</c> refuses beyond the range of one option.</summary>
[ErrorFamily]
public static class ScheduleCodes
{
    /// <summary>A text that is no time.</summary>
    public static readonly ErrorCode NotATime = new("SE2371", "no time",
        "Times are written as in RFC 3339, with a date, a time and an offset from UTC.",
        "Write it as 2024-01-01T00:00:00Z.",
        "tick: { schedule: { every: 1s, until: tomorrow } }",
        "tick: { schedule: { every: 1s, until: '2024-01-02T00:00:00Z' } }");

    /// <summary>A cron expression that cannot be read, or that never comes.</summary>
    public static readonly ErrorCode BadCron = new("SE2372", "no cron expression",
        "A cron expression has five fields, minute, hour, day of month, month and day of week, and each holds *, numbers, names, ranges or steps.",
        "Correct the field the message names.",
        "tick: { schedule: { cron: '0 25 * * *' } }",
        "tick: { schedule: { cron: '0 20 * * *' } }");

    /// <summary>A name that is no time zone.</summary>
    public static readonly ErrorCode UnknownZone = new("SE2373", "no time zone has this name",
        "Time zones go by the names of the IANA time zone database, which the machine provides.",
        "Write a name such as Europe/Berlin, or leave the option out for UTC.",
        "tick: { schedule: { cron: '0 8 * * *', zone: Europe/Berln } }",
        "tick: { schedule: { cron: '0 8 * * *', zone: Europe/Berlin } }");
}
