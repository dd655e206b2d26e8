namespace StreamEngine.Sources.Mapping;

/// <summary>Times written by a pattern of date and time, in UTC unless the pattern holds an offset or one is given.</summary>
internal sealed class PatternTime(string pattern, IReadOnlyList<PatternPart> parts, long offsetSeconds) : TimeReader
{
    private const int MonthsOfYear = 12;

    /// <inheritdoc/>
    public override string Allowed => $"a time written {pattern}, from 2000-01-01 to 2100-01-01";

    /// <inheritdoc/>
    public override bool IsNumber => false;

    /// <inheritdoc/>
    public override bool TryRead(ReadOnlySpan<byte> text, out long ns, out long unit)
    {
        (ns, unit) = (0, 0);
        int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, half = -1;
        long fraction = 0;
        var offset = offsetSeconds;
        var at = 0;
        for (var p = 0; p < parts.Count; p++)
        {
            var part = parts[p];
            if (part.Kind == '\'')
            {
                var mayLack = part.Literal == '.' && p + 1 < parts.Count && parts[p + 1].Kind == 'F' && (at == text.Length || text[at] != '.');
                if (mayLack)
                {
                    p++;
                    continue;
                }

                if (at == text.Length || text[at++] != part.Literal)
                {
                    return false;
                }

                continue;
            }

            var rest = text[at..];
            int used;
            switch (part.Kind)
            {
                case 'b' when rest.Length >= 3: (used, month) = (3, TimePattern.Month(rest)); break;
                case 't' when rest.Length >= 2 && (rest[1] | 0x20) == 'm': (used, half) = (2, (rest[0] | 0x20) switch { 'a' => 0, 'p' => 12, _ => -2 }); break;
                case 'z': used = Offset(rest, out offset); break;
                case 'f' or 'F': used = Fraction(rest, part.Most, out fraction); used = used < part.Least ? 0 : used; break;
                default: used = Digits(rest, part, out var value); Put(part, value); break;
            }

            if (used == 0)
            {
                return false;
            }

            at += used;
        }

        if (half >= 0)
        {
            hour = hour is >= 1 and <= 12 ? hour % 12 + half : -1;
        }

        if (at != text.Length || half == -2 || month is < 1 or > MonthsOfYear || year is < 1 or > 9999 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        var seconds = ticks / TimeSpan.TicksPerSecond - offset;
        ns = seconds is > -Latest / Second and < Latest / Second ? seconds * Second + fraction : 0;
        return IsPossible(ns);

        void Put(PatternPart part, int value)
        {
            switch (part.Kind)
            {
                case 'y': year = part.Most == 2 ? 2000 + value : value; break;
                case 'M': month = value; break;
                case 'd': day = value; break;
                case 'H' or 'h': hour = value; break;
                case 'm': minute = value; break;
                default: second = value; break;
            }
        }
    }

    private static int Digits(ReadOnlySpan<byte> text, PatternPart part, out int value)
    {
        var used = 0;
        for (value = 0; used < part.Most && used < text.Length && (uint)text[used] - '0' <= 9; used++)
        {
            value = value * 10 + (text[used] - '0');
        }

        return used < part.Least ? 0 : used;
    }

    private static int Fraction(ReadOnlySpan<byte> text, int most, out long ns)
    {
        var used = 0;
        for (ns = 0; used < most && used < text.Length && (uint)text[used] - '0' <= 9; used++)
        {
            ns = ns * 10 + (text[used] - '0');
        }

        for (var scale = used; scale < 9; scale++)
        {
            ns *= 10;
        }

        return used;
    }

    private static int Offset(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        if (text.Length > 0 && text[0] is (byte)'Z' or (byte)'z')
        {
            return 1;
        }

        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-'))
        {
            return 0;
        }

        var two = new PatternPart('H', 2, 2);
        var used = 1 + Digits(text[1..], two, out var hours);
        var colon = used < text.Length && text[used] == ':' ? 1 : 0;
        var minutes = 0;
        var more = used == 3 ? Digits(text[(used + colon)..], two, out minutes) : 0;
        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return used < 3 || hours > 23 || minutes > 59 ? 0 : used + (more == 0 ? 0 : more + colon);
    }
}
