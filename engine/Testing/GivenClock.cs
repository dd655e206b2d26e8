using StreamEngine.Config;
using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>
/// Stream time of the rows of one port, and the rows that only say something about it: <c>{ idle: 5s }</c> (nothing arrives for so long, stream time goes on), <c>{ frontier: 7s }</c> (it goes on to then),
/// <c>{ gap: 5s }</c> (rows are missing: nothing is said for at least so long, stream time stands), <c>{ skew: 2s }</c> (from here on rows arrive so much after their <c>ts</c>), <c>{ restart: true }</c>.
/// </summary>
internal sealed class GivenClock(CasePort port, Problems problems)
{
    /// <summary>What a row of time may say.</summary>
    public static readonly string[] Marks = ["idle", "frontier", "gap", "skew", "restart"];

    private readonly List<long> _frontiers = [];
    private readonly List<long> _restarts = [];
    private long _at = long.MinValue;
    private long _skew;
    private (long From, long Length)? _gap;

    /// <summary>Stream times that nothing older follows.</summary>
    public IReadOnlyList<long> Frontiers => _frontiers;

    /// <summary>Stream times behind which everything is saved, torn down and loaded.</summary>
    public IReadOnlyList<long> Restarts => _restarts;

    /// <summary>Whether a key says something about time, and is no column.</summary>
    public bool IsMark(string key) => Marks.Contains(key) && !port.Schema.Has(key);

    /// <summary>Takes a row with nothing but a mark; what is wrong with it is reported.</summary>
    public void Take(YamlEntry mark)
    {
        var text = (mark.Value as YamlScalar)?.Value ?? "";
        switch (mark.Name)
        {
            case "idle" when Duration.TryParse(text, out var length, out _):
                MoveTo(Sum(Newest, length.Nanoseconds), mark);
                break;
            case "frontier" when CaseTime.TryRead(text, out var frontier):
                MoveTo(frontier, mark);
                break;
            case "gap" when Duration.TryParse(text, out var length, out _):
                _gap = (Newest, length.Nanoseconds);
                break;
            case "skew" when Duration.TryParse(text.TrimStart('-'), out var length, out _) && text.LastIndexOf('-') <= 0:
                _skew = text.StartsWith('-') ? -length.Nanoseconds : length.Nanoseconds;
                break;
            case "restart" when text == "true" && _at > long.MinValue:
                _restarts.Add(_at);
                break;
            default:
                problems.Add(CaseCodes.Shape, mark.Value.Span, null, $"{port.Name}: '{mark.Name}' is {(mark.Value.IsNull ? "nothing" : mark.Value.Shown)}; it must be {Wanted(mark.Name)}", null);
                break;
        }
    }

    /// <summary>Stream time of a row: as it is written, else by its <c>ts</c>, and never before that of the row in front.</summary>
    public long Stamp(long? written, long? ts, YamlMap row)
    {
        var at = written ?? (ts is { } time ? Sum(time, _skew) : Newest);
        if (_gap is var (from, length) && at < Sum(from, length))
        {
            problems.Add(CaseCodes.Shape, row.Span, null, $"{port.Name}: this row comes {new Duration(Math.Max(0, at - from))} behind the one before the gap, which is {new Duration(length)} long", "write a later ts, or a shorter gap");
        }

        _gap = null;
        return _at = Math.Max(_at, at);
    }

    private long Newest => _at == long.MinValue ? 0 : _at;

    private void MoveTo(long frontier, YamlEntry mark)
    {
        if (frontier < _at)
        {
            problems.Add(CaseCodes.Shape, mark.Value.Span, null, $"{port.Name}: stream time is {CaseTime.Text(_at)} already; it never runs backwards", "write a later time");
            return;
        }

        _frontiers.Add(frontier);
        _at = frontier;
    }

    private static long Sum(long time, long length) => long.CreateSaturating((Int128)time + length);

    private static string Wanted(string mark) => mark switch
    {
        "frontier" => "a time, such as 5s",
        "skew" => "a duration such as 2s or -2s",
        "restart" => "true, behind a row",
        _ => "a duration, such as 5s",
    };
}
