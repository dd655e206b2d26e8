using System.Globalization;
using System.Numerics;

namespace StreamEngine.Simulation.Reference;

/// <summary>Exact fractions: what sums and means are before they are rounded, once, to the nearest double.</summary>
internal readonly record struct Exact(BigInteger Over, BigInteger Under)
{
    /// <summary>0.</summary>
    public static Exact Zero => new(0, 1);

    /// <summary>A double that stands for a decimal of up to 15 digits and 18 places; any other is the binary fraction it is.</summary>
    public static Exact OfDecimal(double value) => TryDecimal(value) ?? OfBinary(value);

    /// <summary>The decimal of up to 15 digits and 18 places a double stands for; null for any other.</summary>
    public static Exact? TryDecimal(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : digits.Length - point - 1;
        var steps = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        while (!steps.IsZero && (steps % 10).IsZero)
        {
            steps /= 10;
            exponent++;
        }

        var whole = exponent > 0 ? steps * BigInteger.Pow(10, exponent) : steps;
        return exponent >= -18 && BigInteger.Abs(whole) <= 999_999_999_999_999 ? new Exact(whole, exponent < 0 ? BigInteger.Pow(10, -exponent) : 1) : null;
    }

    /// <summary>The binary fraction a double is.</summary>
    public static Exact OfBinary(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFFL;
        BigInteger whole = exponent == 0 ? mantissa : mantissa | (1L << 52);
        var power = Math.Max(exponent, 1) - 1075;
        whole = bits < 0 ? -whole : whole;
        return power >= 0 ? new Exact(whole << power, 1) : new Exact(whole, BigInteger.One << -power);
    }

    /// <summary>a + b.</summary>
    public static Exact operator +(Exact a, Exact b)
    {
        if (a.Under == b.Under)
        {
            return new(a.Over + b.Over, a.Under);
        }

        var common = BigInteger.GreatestCommonDivisor(a.Under, b.Under); // else a sum of many has a denominator of thousands of digits
        return new((a.Over * (b.Under / common)) + (b.Over * (a.Under / common)), a.Under / common * b.Under);
    }

    /// <summary>a − b.</summary>
    public static Exact operator -(Exact a, Exact b) => a + new Exact(-b.Over, b.Under);

    /// <summary>a · b.</summary>
    public static Exact operator *(Exact a, Exact b) => new(a.Over * b.Over, a.Under * b.Under);

    /// <summary>a / b.</summary>
    public static Exact operator /(Exact a, Exact b) => b.Over.Sign < 0 ? new(-(a.Over * b.Under), -(a.Under * b.Over)) : new(a.Over * b.Under, a.Under * b.Over);

    /// <summary>The nearest double, of two the even one; infinite beyond the largest.</summary>
    public double Nearest()
    {
        if (Over.IsZero)
        {
            return 0;
        }

        var negative = Over.Sign < 0;
        var over = BigInteger.Abs(Over);
        var shift = 66 - (int)(over.GetBitLength() - Under.GetBitLength());
        shift = Math.Min(shift, 1200);
        var quotient = BigInteger.DivRem(shift >= 0 ? over << shift : over, shift >= 0 ? Under : Under << -shift, out var rest);
        var bits = (int)quotient.GetBitLength();
        var drop = Math.Max(bits - 53, -1074 + shift); // the last bit kept is worth 2^(drop - shift), at least 2^-1074
        var kept = quotient >> drop;
        var lost = quotient - (kept << drop);
        var half = drop > 0 ? BigInteger.One << (drop - 1) : BigInteger.Zero;
        if (lost > half || (lost == half && (!rest.IsZero || !kept.IsEven)))
        {
            kept++;
        }

        var value = Math.ScaleB((double)kept, drop - shift);
        return negative ? -value : value;
    }
}
