using System.Diagnostics.CodeAnalysis;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>The instants of a cron expression with five fields in a time zone.</summary>
internal sealed class CronSchedule : ISchedule
{
    private const int MostKnown = 8;
    private const int MostDays = (40 * 366) + 31; // a 29 February of a given day of the week comes at least every 40 years

    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronField _days;
    private readonly CronField _months;
    private readonly CronField _weekdays;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<DateOnly, List<long>> _known = [];

    private CronSchedule(IReadOnlyList<CronField> fields, TimeZoneInfo zone)
    {
        (_minutes, _hours, _days, _months, _weekdays) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
        _zone = zone;
    }

    /// <summary>Reads an expression; says what is wrong with it.</summary>
    public static bool TryParse(string text, TimeZoneInfo zone, [NotNullWhen(true)] out CronSchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        schedule = null;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != CronFields.All.Count)
        {
            problem = $"it has {parts.Length} fields; it must have {CronFields.All.Count}";
            return false;
        }

        var fields = new List<CronField>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (!CronFields.All[i].TryParse(parts[i], out var field, out problem))
            {
                return false;
            }

            fields.Add(field);
        }

        var read = new CronSchedule(fields, zone);
        if (read.AtOrAfter(0) == StreamTime.End)
        {
            problem = "no day is ever like that";
            return false;
        }

        (schedule, problem) = (read, null);
        return true;
    }

    /// <inheritdoc/>
    public long AtOrAfter(long at)
    {
        if (at >= StreamTime.End - (MostDays * TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerDay))
        {
            return StreamTime.End;
        }

        // local days are at most a day away from those of UTC
        var day = DateOnly.FromDateTime(DateTime.UnixEpoch.AddTicks(at / TimeSpan.NanosecondsPerTick)).AddDays(-1);
        for (var tried = 0; tried < MostDays; tried++, day = day.AddDays(1))
        {
            if (!IsDay(day))
            {
                continue;
            }

            foreach (var instant in Instants(day))
            {
                if (instant >= at)
                {
                    return instant;
                }
            }
        }

        return StreamTime.End;
    }

    private bool IsDay(DateOnly day)
    {
        if (!_months.Has(day.Month))
        {
            return false;
        }

        var (byDate, byWeek) = (_days.Has(day.Day), _weekdays.Has((int)day.DayOfWeek));
        return _days.IsAny || _weekdays.IsAny ? byDate && byWeek : byDate || byWeek;
    }

    /// <summary>The instants of a local day, in order.</summary>
    private List<long> Instants(DateOnly day)
    {
        if (_known.TryGetValue(day, out var instants))
        {
            return instants;
        }

        if (_known.Count == MostKnown)
        {
            _known.Clear();
        }

        _known.Add(day, instants = []);
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; _hours.Has(hour) && minute < 60; minute++)
            {
                if (_minutes.Has(minute))
                {
                    Add(day.ToDateTime(new TimeOnly(hour, minute)), instants);
                }
            }
        }

        instants.Sort();
        for (var i = instants.Count - 1; i > 0; i--)
        {
            if (instants[i] == instants[i - 1])
            {
                instants.RemoveAt(i);
            }
        }

        return instants;
    }

    private void Add(DateTime local, List<long> to)
    {
        if (_zone.IsInvalidTime(local))
        {
            if (!_hours.IsAny)
            {
                to.Add(Instant(local, _zone.GetUtcOffset(local.AddDays(-1)))); // the offset before: as much later as the clocks go forward
            }
        }
        else if (_zone.IsAmbiguousTime(local))
        {
            foreach (var offset in _zone.GetAmbiguousTimeOffsets(local).OrderDescending().Take(_hours.IsAny ? 2 : 1))
            {
                to.Add(Instant(local, offset));
            }
        }
        else
        {
            to.Add(Instant(local, _zone.GetUtcOffset(local)));
        }
    }

    private static long Instant(DateTime local, TimeSpan offset) => (local - offset - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
