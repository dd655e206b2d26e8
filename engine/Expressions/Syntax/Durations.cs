using System.Globalization;

namespace StreamEngine.Expressions;

/// <summary>Durations as written: a number and one of ns, us, ms, s, m, h, d.</summary>
internal static class Durations
{
    /// <summary>Nanoseconds of a unit; null when it is not one of time.</summary>
    public static long? Factor(string unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        "d" => 86_400_000_000_000,
        _ => null,
    };

    /// <summary>Nanoseconds; null when that is no whole number, or too many.</summary>
    public static long? Read(string digits, long factor)
    {
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number > (decimal)long.MaxValue / factor)
        {
            return null;
        }

        var nanoseconds = number * factor;
        return nanoseconds <= long.MaxValue && nanoseconds == decimal.Truncate(nanoseconds) ? (long)nanoseconds : null;
    }
}
