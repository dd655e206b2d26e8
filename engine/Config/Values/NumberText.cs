using System.Globalization;

namespace StreamEngine.Config;

/// <summary>Reads decimal numbers: digits, single <c>_</c> between digits, a point, an exponent where allowed.</summary>
public static class NumberText
{
    private const int Longest = 64;

    /// <summary>Reads a whole text as an integer.</summary>
    public static bool TryInteger(string text, out long value)
    {
        value = 0;
        return Split(text) is { } parts && parts.Tail.Length == 0 && long.TryParse(parts.Number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Whether a whole text is an integer of any length.</summary>
    public static bool IsInteger(string text) =>
        Split(text) is { } parts && parts.Tail.Length == 0 && parts.Number.AsSpan().IndexOfAny(".eE") < 0;

    /// <summary>Reads a whole text as a finite double; an exponent is allowed.</summary>
    public static bool TryDouble(string text, out double value)
    {
        value = 0;
        return Split(text) is { } parts && parts.Tail.Length == 0
            && double.TryParse(parts.Number, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Reads a whole text as a decimal, refused when digits would be lost.</summary>
    public static bool TryDecimal(string text, out decimal value)
    {
        value = 0;
        return Split(text) is { } parts && parts.Tail.Length == 0 && TryExact(parts.Number, out value);
    }

    /// <summary>Splits the number at the start of a text from what follows; null when there is none.</summary>
    internal static (string Number, string Tail)? Split(string text)
    {
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var digits = 0;
        var number = new System.Text.StringBuilder(text[..at]);
        var point = false;
        for (; at < text.Length && number.Length <= Longest; at++)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                digits++;
                number.Append(c);
            }
            else if (c == '.' && !point && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                point = true;
                number.Append(c);
            }
            else if (c != '_' || !Between(text, at))
            {
                break;
            }
        }

        if (digits == 0 || number.Length > Longest)
        {
            return null;
        }

        var exponent = Exponent(text, at);
        return (number.Append(text, at, exponent).ToString(), text[(at + exponent)..]);
    }

    internal static bool TryExact(string number, out decimal value)
    {
        var exact = decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        var digits = number.AsSpan().TrimStart("+-0.").Length;
        return exact && digits <= 29;
    }

    private static bool Between(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);

    private static int Exponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
        {
            return 0;
        }

        var end = at + 1;
        end += end < text.Length && text[end] is '-' or '+' ? 1 : 0;
        var first = end;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - first < 4)
        {
            end++;
        }

        return end > first ? end - at : 0;
    }
}
