using System.Globalization;

namespace StreamEngine.Sources.Mapping;

/// <summary>
/// Pieces of a pattern such as <c>yyyy-MM-dd HH:mm:ss.F</c> or <c>%Y-%m-%d %H:%M:%S</c>. Letters as in .NET: yyyy yy, MM M (1 or 2 digits) MMM (Jan), dd d, HH H, hh h with tt, mm m, ss s, f… (so many digits), F (up to 9
/// digits, the dot before it may be missing too), z (Z or an offset); in the other form %Y %y %m %b %d %H %I %p %M %S %f %z. Anything else stands for itself.
/// </summary>
internal static class TimePattern
{
    /// <summary>Reads a pattern; null when it has no year, month and day, or a letter that means nothing.</summary>
    public static IReadOnlyList<PatternPart>? Parse(string pattern)
    {
        var parts = new List<PatternPart>();
        var good = pattern.Contains('%', StringComparison.Ordinal) ? TryPercent(pattern, parts) : TryLetters(pattern, parts);
        return good && Has('y') && (Has('M') || Has('b')) && Has('d') && (!Has('h') || Has('t')) && parts.Select(p => p.Kind).Where(k => k != '\'').GroupBy(k => k).All(g => g.Count() == 1) ? parts : null;

        bool Has(char kind) => parts.Exists(p => p.Kind == kind);
    }

    private static bool TryPercent(string pattern, List<PatternPart> parts)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%')
            {
                parts.Add(new PatternPart('\'', 0, 0, (byte)pattern[i]));
                continue;
            }

            i++;
            PatternPart? part = i == pattern.Length ? null : pattern[i] switch
            {
                'Y' => new('y', 4, 4),
                'y' => new('y', 2, 2),
                'm' => new('M', 1, 2),
                'b' => new('b', 3, 3),
                'd' => new('d', 1, 2),
                'H' => new('H', 1, 2),
                'I' => new('h', 1, 2),
                'p' => new('t', 2, 2),
                'M' => new('m', 1, 2),
                'S' => new('s', 1, 2),
                'f' => new('F', 1, 9),
                'z' => new('z', 1, 6),
                _ => null,
            };
            if (part is not { } known)
            {
                return false;
            }

            parts.Add(known);
        }

        return true;
    }

    private static bool TryLetters(string pattern, List<PatternPart> parts)
    {
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            var run = 1;
            while (i + run < pattern.Length && pattern[i + run] == letter)
            {
                run++;
            }

            i += run;
            if (!char.IsAsciiLetter(letter) || letter == 'T')
            {
                parts.AddRange(Enumerable.Repeat(new PatternPart('\'', 0, 0, (byte)letter), letter < 128 ? run : 0));
                if (letter >= 128)
                {
                    return false;
                }

                continue;
            }

            PatternPart? part = (letter, run) switch
            {
                ('y', 4) => new('y', 4, 4),
                ('y', 2) => new('y', 2, 2),
                ('M', 3) => new('b', 3, 3),
                ('M' or 'd' or 'H' or 'h' or 'm' or 's', 1) => new(letter, 1, 2),
                ('M' or 'd' or 'H' or 'h' or 'm' or 's', 2) => new(letter, 2, 2),
                ('f', <= 9) => new('f', run, run),
                ('F', <= 9) => new('F', 1, 9),
                ('t', 2) => new('t', 2, 2),
                ('z', <= 3) => new('z', 1, 6),
                _ => null,
            };
            if (part is not { } known)
            {
                return false;
            }

            parts.Add(known);
        }

        return true;
    }

    /// <summary>Number of a month by the first letters of its English name; 0 when it is none.</summary>
    public static int Month(ReadOnlySpan<byte> name)
    {
        const string Names = "janfebmaraprmayjunjulaugsepoctnovdec";
        Span<char> lower = stackalloc char[3];
        for (var i = 0; i < 3; i++)
        {
            lower[i] = (char)(name[i] | 0x20);
        }

        var at = Names.AsSpan().IndexOf(lower, StringComparison.Ordinal);
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }

    /// <summary>Reads an offset such as +03:00 or Z in seconds east of UTC.</summary>
    public static bool TryOffset(string text, out long seconds)
    {
        seconds = 0;
        if (text is "Z" or "UTC")
        {
            return true;
        }

        var good = text.Length == 6 && text[0] is '+' or '-' && TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out _);
        seconds = good ? (int.Parse(text.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(text.AsSpan(4, 2), CultureInfo.InvariantCulture)) * (text[0] == '-' ? -60 : 60) : 0;
        return good;
    }
}
