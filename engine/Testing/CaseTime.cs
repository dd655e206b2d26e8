using System.Text;
using StreamEngine.Config;
using StreamEngine.Time;

namespace StreamEngine.Testing;

/// <summary>Times in cases: durations from 0, or RFC 3339.</summary>
public static class CaseTime
{
    private const long Year = 366L * 24 * 3600 * 1_000_000_000;

    /// <summary>Reads a time, ns since the epoch.</summary>
    public static bool TryRead(string text, out long ns)
    {
        if (Duration.TryParse(text, out var duration, out _))
        {
            ns = duration.Nanoseconds;
            return true;
        }

        return Rfc3339.TryParse(text, out ns);
    }

    /// <summary>The text of a time: a duration within the first year of the epoch, else RFC 3339.</summary>
    public static string Text(long ns)
    {
        if (ns is >= 0 and < Year)
        {
            return new Duration(ns).ToString();
        }

        Span<byte> bytes = stackalloc byte[Rfc3339.Length];
        var text = Encoding.UTF8.GetString(bytes[..Rfc3339.Format(ns, bytes)]);
        return text[..^1].TrimEnd('0').TrimEnd('.') + "Z";
    }
}
