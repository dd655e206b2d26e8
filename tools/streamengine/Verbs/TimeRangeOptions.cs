using System.CommandLine;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary>The options <c>--from</c> and <c>--to</c> of verbs that take rows of a stretch of time.</summary>
internal sealed class TimeRangeOptions
{
    private readonly Option<string> _from = new("--from") { HelpName = "time", Description = "rows from here on: 2024-01-01T09:30:00Z, a date, or ns" };
    private readonly Option<string> _to;

    /// <param name="aliases">Other names of <c>--until</c>.</param>
    public TimeRangeOptions(params string[] aliases) => _to = new Option<string>("--until", aliases) { HelpName = "time", Description = "rows before this instant" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_from);
        verb.Add(_to);
    }

    /// <summary>The stretch given.</summary>
    /// <exception cref="UsageException">An instant is none, or the stretch is empty.</exception>
    public TimeRange Read(ParseResult parsed)
    {
        var range = new TimeRange(Instant(parsed, _from), Instant(parsed, _to));
        return range.From >= range.To ? throw new UsageException($"--from {parsed.GetValue(_from)} is not before --until {parsed.GetValue(_to)}: no row would be taken") : range;
    }

    private static long? Instant(ParseResult parsed, Option<string> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return TimeRange.TryParse(text, out var ns) ? ns
            : throw new UsageException($"{option.Name} {text}: write an instant such as 2024-01-01T09:30:00Z, 2024-01-01, or ns since the epoch");
    }
}
