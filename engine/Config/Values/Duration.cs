using System.Globalization;

namespace StreamEngine.Config;

/// <summary>A length of time in whole nanoseconds, never negative; in YAML <c>250ms</c>, <c>24h</c>, <c>1.5s</c>.</summary>
public readonly record struct Duration(long Nanoseconds) : IComparable<Duration>
{
    private const string Allowed = "a duration has a unit: ns, us, ms, s, m, h or d, as in 250ms";

    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nanos"] = "ns", ["nanoseconds"] = "ns", ["µs"] = "us", ["μs"] = "us", ["usec"] = "us", ["micros"] = "us", ["msec"] = "ms", ["millis"] = "ms", ["milliseconds"] = "ms",
        ["sec"] = "s", ["secs"] = "s", ["second"] = "s", ["seconds"] = "s", ["min"] = "m", ["mins"] = "m", ["minute"] = "m", ["minutes"] = "m",
        ["hr"] = "h", ["hrs"] = "h", ["hour"] = "h", ["hours"] = "h", ["day"] = "d", ["days"] = "d",
    };

    /// <summary>No time.</summary>
    public static Duration Zero => default;

    /// <summary>The same length as the framework counts it, cut to 100 ns.</summary>
    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(Nanoseconds / 100);

    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">The text is not one.</exception>
    public static Duration Parse(string text) =>
        TryParse(text, out var value, out var problem) ? value : throw new FormatException($"'{text}': {problem!.Message}");

    /// <summary>Reads a duration, or says why not.</summary>
    public static bool TryParse(string text, out Duration value, out LiteralProblem? problem)
    {
        value = default;
        if (NumberText.Split(text) is not { } parts)
        {
            problem = new(UnitErrors.NotALiteral, "it must be a duration such as 250ms, 10s or 24h");
            return false;
        }

        var unit = parts.Tail.TrimStart(' ');
        var index = Array.FindIndex(Units, known => known.Unit == unit);
        if (index < 0)
        {
            var meant = Meant.GetValueOrDefault(unit) ?? Units.Select(known => known.Unit).FirstOrDefault(known => known.Equals(unit, StringComparison.OrdinalIgnoreCase));
            problem = unit.Length == 0
                ? new(UnitErrors.MissingUnit, Allowed)
                : UnitKind.Unfit(meant is null ? unit : "s", UnitKind.Time, Allowed) ?? new(UnitErrors.UnknownUnit, Allowed, meant is null ? null : Meaning(text, parts.Tail, meant));
            return false;
        }

        if (parts.Number.StartsWith('-'))
        {
            problem = new(UnitErrors.OutOfBounds, "a duration cannot be negative");
            return false;
        }

        problem = Scale(parts.Number, Units[index].Nanoseconds, out var nanoseconds);
        value = new Duration(nanoseconds);
        return problem is null;
    }

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>The shortest text without a fraction: <c>250ms</c>, <c>90s</c>, <c>0s</c>.</summary>
    public override string ToString()
    {
        if (Nanoseconds == 0)
        {
            return "0s";
        }

        var nanoseconds = Nanoseconds;
        var (unit, size) = Array.Find(Units, known => nanoseconds % known.Nanoseconds == 0);
        return (nanoseconds / size).ToString(CultureInfo.InvariantCulture) + unit;
    }

    private static Suggestion Meaning(string text, string tail, string unit)
    {
        var whole = text[..^tail.Length] + unit;
        return tail.TrimStart(' ') is "M" or "MS" ? $"did you mean '{whole}'?" : Suggestion.Replace($"did you mean '{whole}'?", text, whole);
    }

    private static LiteralProblem? Scale(string number, long unit, out long nanoseconds)
    {
        nanoseconds = 0;
        if (!NumberText.TryExact(number, out var count) || count > (decimal)long.MaxValue / unit)
        {
            return new(UnitErrors.OutOfBounds, "a duration is at most 292 years");
        }

        var scaled = count * unit;
        nanoseconds = (long)scaled;
        return scaled == nanoseconds ? null : new(UnitErrors.OutOfBounds, "a duration is a whole number of nanoseconds");
    }
}
