using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StreamEngine.Config;

namespace StreamEngine.Sources;

/// <summary>What a field of a cron expression may hold.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Least">Least value.</param>
/// <param name="Most">Greatest value.</param>
/// <param name="Words">Names of values, from <paramref name="Least"/> on.</param>
internal sealed record CronFields(string Name, int Least, int Most, IReadOnlyList<string> Words)
{
    private const int Sunday = 7; // the other name of 0

    /// <summary>The five fields in order.</summary>
    public static readonly IReadOnlyList<CronFields> All =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
        new("day of week", 0, Sunday, ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ];

    /// <summary>Reads a field; says what is wrong with it.</summary>
    public bool TryParse(string text, out CronField field, [NotNullWhen(false)] out string? problem)
    {
        var values = 0ul;
        foreach (var part in text.Split(','))
        {
            if (!TryParsePart(part, out var some, out problem))
            {
                field = default;
                return false;
            }

            values |= some;
        }

        if (Most == Sunday && (values >> Sunday & 1) != 0)
        {
            values |= 1;
        }

        field = new CronField(values, text[0] == '*');
        problem = null;
        return true;
    }

    private bool TryParsePart(string part, out ulong values, [NotNullWhen(false)] out string? problem)
    {
        values = 0;
        var slash = part.Split('/');
        var step = 1;
        if (slash.Length > 2 || (slash.Length == 2 && (!int.TryParse(slash[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1 || step > Most)))
        {
            problem = $"the {Name} {ProblemText.Quote(part)} has a step that is no number from 1 to {Most}";
            return false;
        }

        var dash = slash[0].Split('-');
        int first = Least, last = Most == Sunday ? Most - 1 : Most;
        if (slash[0] != "*")
        {
            if (dash.Length > 2 || !TryValue(dash[0], out first) || !TryValue(dash[^1], out last))
            {
                problem = $"the {Name} is {ProblemText.Quote(part)}; it must be *, a number from {Least} to {Most}{(Words.Count > 0 ? $", a name from {Words[0]} to {Words[^1]}" : "")}, a range of these, or * or a range with a step";
                return false;
            }

            if (slash.Length == 2 && dash.Length == 1)
            {
                problem = $"the {Name} {ProblemText.Quote(part)} has a step but no range; write {first}-{(Most == Sunday ? Most - 1 : Most)}/{step}";
                return false;
            }
        }

        if (first > last)
        {
            problem = $"the {Name} {ProblemText.Quote(part)} ends before it begins";
            return false;
        }

        for (var value = first; value <= last; value += step)
        {
            values |= 1ul << value;
        }

        problem = null;
        return true;
    }

    private bool TryValue(string text, out int value)
    {
        for (var i = 0; i < Words.Count; i++)
        {
            if (string.Equals(Words[i], text, StringComparison.OrdinalIgnoreCase))
            {
                value = Least + i;
                return true;
            }
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= Least && value <= Most;
    }
}
