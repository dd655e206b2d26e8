using System.Globalization;

namespace StreamEngine.Sources.Mapping;

/// <summary>Significant digits of numbers in text: those without zeros at either end.</summary>
internal static class SignificantDigits
{
    /// <summary>Most that a double always keeps.</summary>
    public const int Double = 15;

    /// <summary>Most that a decimal keeps.</summary>
    public const int Decimal = 28;

    private const int Shortest = 18;
    private const int LongestNumber = 64;

    /// <summary>How many a number has; they are written to <paramref name="digits"/> as far as they fit.</summary>
    public static int Of(ReadOnlySpan<byte> number, Span<byte> digits)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var count = 0;
        var last = 0;
        foreach (var character in exponent < 0 ? number : number[..exponent])
        {
            if (character is < (byte)'0' or > (byte)'9' || (count == 0 && character == (byte)'0'))
            {
                continue;
            }

            if (count < digits.Length)
            {
                digits[count] = character;
            }

            count++;
            last = character == (byte)'0' ? last : count;
        }

        return last;
    }

    /// <summary>Whether a double keeps what was written: up to 15 digits always do; more only when they are the shortest text of the value.</summary>
    public static bool AreKept(ReadOnlySpan<byte> number, double value)
    {
        Span<byte> written = stackalloc byte[Shortest];
        var count = Of(number, written);
        if (count <= Double)
        {
            return true;
        }

        if (count > written.Length)
        {
            return false;
        }

        Span<byte> shortest = stackalloc byte[LongestNumber];
        Span<byte> digits = stackalloc byte[Shortest];
        value.TryFormat(shortest, out var length, default, CultureInfo.InvariantCulture);
        var kept = Of(shortest[..length], digits);
        return written[..count].SequenceEqual(digits[..Math.Min(kept, digits.Length)]);
    }

    /// <summary>Whether a decimal keeps what was written: up to 28 digits, and those of 29 that it has room for.</summary>
    public static bool AreKept(ReadOnlySpan<byte> number, decimal value)
    {
        Span<byte> written = stackalloc byte[LongestNumber];
        Span<byte> kept = stackalloc byte[LongestNumber];
        Span<byte> text = stackalloc byte[LongestNumber];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        var count = Of(number, written);
        return count <= Decimal + 1 && count == Of(text[..length], kept) && written[..count].SequenceEqual(kept[..count]);
    }
}
