using System.Globalization;

namespace StreamEngine.Config;

/// <summary>So many in a time, of all or each of something; in YAML <c>1000/s</c>, <c>5/s per symbol</c>, <c>10/250ms</c>.</summary>
/// <param name="Count">How many; above zero.</param>
/// <param name="Every">The time in which they count; above zero.</param>
/// <param name="Per">The column whose values are limited each on their own; null for all together.</param>
public readonly record struct Rate(decimal Count, Duration Every, string? Per)
{
    private const string Form = "it must be a rate such as 1000/s or 5/s per symbol";

    /// <summary>How many a second.</summary>
    public double PerSecond => (double)Count * 1e9 / Every.Nanoseconds;

    /// <summary>Reads a rate.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static Rate Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException($"'{text}': {problem!.Message}");

    /// <summary>Reads a rate, or says why not.</summary>
    public static bool TryParse(string text, out Rate value, out LiteralProblem? problem)
    {
        value = default;
        if (NumberText.Split(text) is not { } parts)
        {
            problem = new(UnitErrors.NotALiteral, Form);
            return false;
        }

        var rest = parts.Tail.Trim(' ');
        if (rest.Length == 0)
        {
            problem = new(UnitErrors.MissingUnit, "a rate says in which time, as in 5/s");
            return false;
        }

        var scope = rest.Split(" per ", 2);
        var per = scope.Length == 2 ? scope[1].Trim(' ') : null;
        if (rest[0] != '/' || per is { } name && !IsName(name))
        {
            problem = UnitKind.Unfit(rest, UnitKind.Rate, Form) ?? new(UnitErrors.NotALiteral, Form);
            return false;
        }

        var time = scope[0][1..].Trim(' ');
        if (!Duration.TryParse(time.Length > 0 && char.IsAsciiDigit(time[0]) ? time : "1" + time, out var every, out var inTime))
        {
            problem = new(UnitErrors.UnknownUnit, $"{ProblemText.Quote(time)} is not a time; write ns, us, ms, s, m, h or d, as in 5/s", inTime!.Help?.Meant is { } meant ? Meaning(text, time, meant) : null);
            return false;
        }

        if (!NumberText.TryExact(parts.Number, out var count) || count <= 0 || every.Nanoseconds == 0)
        {
            problem = new(UnitErrors.OutOfBounds, "a rate is above zero and has at most 28 digits");
            return false;
        }

        value = new Rate(count, every, per);
        problem = null;
        return true;
    }

    /// <summary>The text that reads back to the same rate.</summary>
    public override string ToString()
    {
        var time = Every.ToString();
        var unit = time.StartsWith('1') && time.Length > 1 && !char.IsAsciiDigit(time[1]) ? time[1..] : time;
        return $"{Count.ToString(CultureInfo.InvariantCulture)}/{unit}{(Per is null ? "" : " per " + Per)}";
    }

    // the time was read with a 1 in front where it had no number
    private static Suggestion Meaning(string text, string time, string meant)
    {
        var whole = text.Replace(time, char.IsAsciiDigit(time[0]) ? meant : meant[1..], StringComparison.Ordinal);
        return Suggestion.Replace($"did you mean '{whole}'?", text, whole);
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
