using System.Globalization;

namespace StreamEngine.Time;

/// <summary>Times as RFC 3339 text in UTC, to the nanosecond: <c>2024-01-01T00:00:00.000000001Z</c>.</summary>
public static class Rfc3339
{
    /// <summary>Bytes of the longest text that <see cref="Format"/> writes.</summary>
    public const int Length = 30;

    private const long Second = 1_000_000_000;

    /// <summary>Writes a time with 9 digits behind the second; the number of bytes written, always <see cref="Length"/>.</summary>
    /// <param name="ns">ns since the epoch.</param>
    /// <param name="to">At least <see cref="Length"/> bytes.</param>
    public static int Format(long ns, Span<byte> to)
    {
        var seconds = Math.DivRem(ns, Second, out var fraction);
        if (fraction < 0)
        {
            seconds--;
            fraction += Second;
        }

        DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(to, out var written, "yyyy-MM-ddTHH:mm:ss.", CultureInfo.InvariantCulture);
        for (var digit = written + 8; digit >= written; digit--)
        {
            to[digit] = (byte)('0' + fraction % 10);
            fraction /= 10;
        }

        to[written + 9] = (byte)'Z';
        return written + 10;
    }

    /// <summary>Reads a date and time with up to 9 digits behind the second and an offset (<c>Z</c>, <c>+01:00</c>), from 1678 to 2262.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long ns)
    {
        ns = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't' or ' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var rest = text[19..];
        var fraction = 0L;
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
            {
                return false;
            }

            fraction = long.Parse(rest.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture);
            for (var scale = digits; scale < 9; scale++)
            {
                fraction *= 10;
            }

            rest = rest[(1 + digits)..];
        }

        if (!TryDate(text[..19], out var date) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        var seconds = (date - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond - offset;
        if (seconds is <= long.MinValue / Second or >= long.MaxValue / Second)
        {
            return false;
        }

        ns = seconds * Second + fraction;
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTime date)
    {
        Span<char> plain = stackalloc char[19];
        text.CopyTo(plain);
        plain[10] = 'T';
        return DateTime.TryParseExact(plain, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out date);
    }

    /// <summary>Seconds east of UTC.</summary>
    private static bool TryOffset(ReadOnlySpan<char> text, out long seconds)
    {
        seconds = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text.Slice(1, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text.Slice(4, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 23 || minutes > 59)
        {
            return false;
        }

        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }
}
