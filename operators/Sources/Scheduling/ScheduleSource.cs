using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Flow;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Brings a row at set times: every so often, or by a cron expression. So a report moves while nothing arrives.</summary>
/// <remarks>
/// <code>every:  offset + k · every        cron:  minute hour day-of-month month day-of-week, in the zone</code>
/// A row has <c>ts</c>, which is its stream time, and <c>n</c> (int64), which counts the rows from 1. Under the clock <c>live</c> a row comes when the clock shows its time. Under <c>replay</c> it comes by stream time: from the first row
/// of the other sources to the last one, both instants included, whatever the speed, and joins with the state at its instant.
/// <para>A cron field holds <c>*</c>, a number, a name (<c>jan</c>, <c>mon</c>), a range <c>1-5</c>, a step <c>*/15</c> or <c>0-30/10</c>, or several with commas; 0 and 7 are Sunday. A day must be in both of its
/// fields, but where neither begins with <c>*</c> either is enough, as <c>crontab</c> has it. A time
/// that the clocks of the zone skip comes as much later as they go forward; one that they show twice comes the first time, unless the hour is <c>*</c>.</para>
/// <para>Edge cases: in a replay without rows of other sources there are none of this one, unless <c>start</c> and one of <c>count</c> and <c>until</c> say otherwise; alone in a replay, it begins at <c>start</c>, or at the epoch; times
/// missed while the process stood still, or before the run when <c>start</c> says so, come at once, each with its own time; sources that are schedules are not followed.</para>
/// <para>Emits a row at each of its times; holds nothing back, and vouches for the time up to its next row; completes with the other sources, under both clocks, or with <c>count</c> or <c>until</c>; fails never. No warm-up. Cost: O(1) a
/// row, nothing in between. Memory: none. Position: the next time and <c>n</c>.</para>
/// </remarks>
[Operator("schedule", OperatorKind.Source)]
public sealed class ScheduleSource(ScheduleSourceOptions options) : Source
{
    private const long None = StreamTime.Start;

    private static readonly Schema Rows = new(null, [new("ts", ColumnType.Timestamp), new("n", ColumnType.Int64)]);

    private ISchedule _times = new GridSchedule(new TimeGrid(1));
    private long _start = None;
    private long _until = StreamTime.End;
    private long _next = None;
    private long _rows;
    private bool _closes = true;

    /// <inheritdoc/>
    public override bool ClosesAtEnd => _closes;

    /// <inheritdoc/>
    public override bool Follows => true;

    /// <inheritdoc/>
    public override bool EndsAlone => options.Count is not null || options.Until is not null;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Every is null == options.Cron is null)
        {
            scope.Report(options.Every is null ? null : "cron", FeatureCodes.ExactlyOne.Code, $"{(options.Every is null ? "none of every and cron is" : "every and cron are both")} given; it must be exactly one");
            return [new PortShape(Rows)];
        }

        _start = Time(scope, "start", options.Start) ?? None;
        _until = Time(scope, "until", options.Until) ?? StreamTime.End;
        _times = options.Every is { } every ? new GridSchedule(new TimeGrid(every.Nanoseconds, options.Offset.Nanoseconds)) : Cron(scope) ?? _times;
        return [new PortShape(Rows)];
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var others = context.Others;
        var writer = context.Ports[0];
        using var woken = stop.UnsafeRegister(static follower => ((SourceFollower)follower!).Wake(), others);
        var isNew = true;
        while (!stop.IsCancellationRequested)
        {
            var seen = others.Now;
            if (_next == None && Begin(context, seen) is var begin && begin != None)
            {
                _next = begin > _until ? StreamTime.Never : _times.AtOrAfter(begin);
            }

            if (_next != None)
            {
                var last = Write(writer, context, Limit(context, seen));
                if (writer.Count > 0 || isNew)
                {
                    isNew = false;
                    yield return new Delivery(writer.Take(IsDone ? last : _next, context.Clock.GetTimestamp()));
                    continue;
                }
            }

            if ((_next != None && IsDone) || (others.HasOthers && seen.Ended))
            {
                _closes = !others.HasOthers || !seen.Ended || seen.Closes;
                break;
            }

            await Wait(context, seen);
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        state.Write("next", _next);
        state.Write("rows", _rows);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _next = state.Read<long>("next");
        _rows = state.Read<long>("rows");
    }

    private bool IsDone => _next > _until || _next >= StreamTime.End || _rows == options.Count;

    /// <summary>Where the schedule begins; <see cref="None"/> while that is not known.</summary>
    private long Begin(SourceContext context, Progress seen) =>
        !context.IsReplay ? (_start == None ? Clock(context) : _start)
        : !HasOthers(context) ? (_start == None ? 0 : _start)
        : seen.First is { } first ? Math.Max(first, _start)
        : None;

    private static bool HasOthers(SourceContext context) => context.Others.HasOthers;

    /// <summary>Up to when rows may come now.</summary>
    private static long Limit(SourceContext context, Progress seen) => !context.IsReplay ? Clock(context) : HasOthers(context) ? seen.Reached : StreamTime.End;

    private static long Clock(SourceContext context) => (context.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Writes the rows that are due, a batch at most; gives the time of the last.</summary>
    private long Write(PortWriter writer, SourceContext context, long limit)
    {
        var last = None;
        var times = writer.Values<long>("ts");
        var numbers = writer.Values<long>("n");
        while (_next <= limit && !IsDone && writer.Count < context.BatchMax)
        {
            last = _next;
            times?.Append(_next);
            _rows++;
            numbers?.Append(_rows);
            writer.Commit(_next);
            _next = _times.AtOrAfter(_next + 1);
        }

        return last;
    }

    private async Task Wait(SourceContext context, Progress seen)
    {
        var next = _next == None ? StreamTime.Never : _next;
        if (context.IsReplay)
        {
            await context.Others.Wait(seen, next);
            return;
        }

        var due = TimeSpan.FromTicks(Math.Clamp((next - Clock(context) + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick, 1, TimeSpan.TicksPerDay));
        await using var alarm = context.Clock.CreateTimer(static follower => ((SourceFollower)follower!).Wake(), context.Others, due, Timeout.InfiniteTimeSpan);
        await context.Others.Wait(seen, StreamTime.Never);
    }

    private static long? Time(BindScope scope, string option, string? text)
    {
        if (text is null || (Rfc3339.TryParse(text, out var time) && time >= 0))
        {
            return text is null ? null : Rfc3339.TryParse(text, out var parsed) ? parsed : null;
        }

        scope.Report(option, ScheduleCodes.NotATime.Code, $"option '{option}' is {ProblemText.Quote(text)}; it must be a time such as 2024-01-01T00:00:00Z, not before 1970");
        return null;
    }

    private CronSchedule? Cron(BindScope scope)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out var zone))
        {
            scope.Report("zone", ScheduleCodes.UnknownZone.Code, $"there is no time zone {ProblemText.Quote(options.Zone)}; it must be UTC or a name of the IANA time zone database such as Europe/Berlin",
                Nearest.Question(options.Zone, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)));
            return null;
        }

        if (!CronSchedule.TryParse(options.Cron!, zone, out var schedule, out var problem))
        {
            scope.Report("cron", ScheduleCodes.BadCron.Code, $"option 'cron' is {ProblemText.Quote(options.Cron!)}: {problem}", "write minute hour day-of-month month day-of-week, as in '0 8 * * 1-5'");
        }

        return schedule;
    }
}
