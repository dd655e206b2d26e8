using System.Globalization;

namespace StreamEngine.Data;

/// <summary>Decimal numbers from UTF-8 text to <see cref="double"/> without loss: up to 15 significant digits survive the round trip digit for digit, longer ones are refused (DESIGN § 2).</summary>
/// <remarks>
/// Form: <c>-? digits (. digits)? ([eE] [+-]? digits)?</c>, nothing around it. Zeros before the first and behind the last other digit are not significant. The digits are an integer below 2⁵³, so with
/// a power of ten up to 10²² (exact in a double) one multiplication or division gives the correctly rounded value (Clinger 1990, How to Read Floating Point Numbers Accurately).
/// </remarks>
public static class DecimalText
{
    /// <summary>Most significant digits.</summary>
    public const int MaxDigits = 15;

    private const double SmallestNormal = 2.2250738585072014e-308;
    private const long MaxExponent = 1_000_000_000_000;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number.</summary>
    public static DecimalFault Parse(ReadOnlySpan<byte> utf8, out double value) => Parse(utf8, 0, out value);

    /// <summary>Reads a number and multiplies it by 10 to the power of <paramref name="shift"/>, which changes no digit.</summary>
    public static DecimalFault Parse(ReadOnlySpan<byte> utf8, int shift, out double value)
    {
        value = 0;
        var at = utf8.Length > 0 && utf8[0] == '-' ? 1 : 0;
        var negative = at == 1;
        long mantissa = 0;
        var significant = 0;
        var zeros = 0;
        var scale = 0;
        var whole = Digits(utf8, ref at, ref mantissa, ref significant, ref zeros);
        if (whole == 0)
        {
            return DecimalFault.NotANumber;
        }

        if (at < utf8.Length && utf8[at] == '.')
        {
            at++;
            scale = Digits(utf8, ref at, ref mantissa, ref significant, ref zeros);
            if (scale == 0)
            {
                return DecimalFault.NotANumber;
            }
        }

        var exponent = 0L;
        if (at < utf8.Length && !Exponent(utf8, at, out exponent))
        {
            return DecimalFault.NotANumber;
        }

        if (significant > MaxDigits)
        {
            return DecimalFault.TooManyDigits;
        }

        if (mantissa == 0)
        {
            return DecimalFault.None;
        }

        var power = exponent + shift + zeros - scale;
        if (power is >= -22 and <= 22)
        {
            value = power < 0 ? mantissa / PowersOfTen[-power] : mantissa * PowersOfTen[power];
        }
        else if (!TryScale(mantissa, power, out value))
        {
            value = 0;
            return DecimalFault.OutOfRange;
        }

        value = negative ? -value : value;
        return DecimalFault.None;
    }

    /// <summary>Powers that one multiplication cannot reach exactly: the framework's correctly rounded reading.</summary>
    private static bool TryScale(long mantissa, long power, out double value)
    {
        Span<byte> text = stackalloc byte[48];
        mantissa.TryFormat(text, out var digits, default, CultureInfo.InvariantCulture);
        text[digits++] = (byte)'e';
        power.TryFormat(text[digits..], out var more, default, CultureInfo.InvariantCulture);
        return double.TryParse(text[..(digits + more)], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) && value >= SmallestNormal;
    }

    /// <summary>Reads digits: zeros wait in <paramref name="zeros"/> until another digit makes them significant.</summary>
    private static int Digits(ReadOnlySpan<byte> utf8, ref int at, ref long mantissa, ref int significant, ref int zeros)
    {
        var start = at;
        for (; at < utf8.Length; at++)
        {
            var digit = (uint)utf8[at] - '0';
            if (digit > 9)
            {
                break;
            }

            if (digit == 0)
            {
                zeros += significant > 0 ? 1 : 0;
                continue;
            }

            significant += zeros + 1;
            if (significant <= MaxDigits)
            {
                for (; zeros > 0; zeros--)
                {
                    mantissa *= 10;
                }

                mantissa = mantissa * 10 + digit;
            }

            zeros = 0;
        }

        return at - start;
    }

    private static bool Exponent(ReadOnlySpan<byte> utf8, int at, out long exponent)
    {
        exponent = 0;
        if ((utf8[at] | 0x20) != 'e')
        {
            return false;
        }

        at++;
        var negative = at < utf8.Length && utf8[at] == '-';
        if (negative || (at < utf8.Length && utf8[at] == '+'))
        {
            at++;
        }

        var start = at;
        for (; at < utf8.Length && (uint)utf8[at] - '0' <= 9; at++)
        {
            exponent = Math.Min(MaxExponent, exponent * 10 + (utf8[at] - '0'));
        }

        exponent = negative ? -exponent : exponent;
        return at > start && at == utf8.Length;
    }
}
