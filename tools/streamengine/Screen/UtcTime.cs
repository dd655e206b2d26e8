using System.Globalization;

namespace StreamEngine.Cli.Screen;

/// <summary>A time as people read it.</summary>
internal static class UtcTime
{
    /// <summary><c>2024-08-09 00:00:53.937085768 UTC</c> for nanoseconds since the epoch.</summary>
    public static string Text(long ns)
    {
        var seconds = Math.DivRem(ns, 1_000_000_000, out var rest);
        if (rest < 0)
        {
            (seconds, rest) = (seconds - 1, rest + 1_000_000_000);
        }

        var whole = DateTime.UnixEpoch.AddSeconds(seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{whole:yyyy-MM-dd HH:mm:ss}.{rest:000000000} UTC");
    }
}
