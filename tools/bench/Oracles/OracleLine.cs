using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamEngine.Bench.Oracles;

/// <summary>What an oracle found of one kind.</summary>
/// <param name="Kind">The kind of window or join.</param>
/// <param name="Rows">Rows compared.</param>
/// <param name="Differences">Rows that differ, are missing or are too many.</param>
internal sealed partial record OracleLine(string Kind, long Rows, long Differences)
{
    /// <summary>Reads a line of a script; null when it is none of these.</summary>
    public static OracleLine? Parse(string line)
    {
        var match = Form().Match(line);
        return match.Success ? new OracleLine(match.Groups["kind"].Value, Number(match, "rows", "count"), Number(match, "differences", "differ")) : null;
    }

    private static long Number(Match match, string one, string other) => long.Parse((match.Groups[one] is { Success: true } group ? group : match.Groups[other]).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<kind>\w+)( rows=(?<rows>\d+) differences=(?<differences>\d+)$|: (?<count>\d+) rows compared, .*, (?<differ>\d+) differences)")]
    private static partial Regex Form();
}
