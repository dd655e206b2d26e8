using System.Numerics;

namespace StreamEngine.Data;

/// <summary>The double nearest to a quotient of whole numbers, ties to even.</summary>
public static class ExactRatio
{
    private const int Kept = 66;

    /// <summary>The double nearest to <paramref name="numerator"/> / <paramref name="denominator"/>.</summary>
    /// <exception cref="ArithmeticException">The quotient is beyond the range of doubles.</exception>
    public static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        var negative = numerator.Sign < 0 != denominator.Sign < 0;
        numerator = BigInteger.Abs(numerator);
        denominator = BigInteger.Abs(denominator);
        var shift = (int)(Kept - (numerator.GetBitLength() - denominator.GetBitLength()));
        var quotient = BigInteger.DivRem(shift > 0 ? numerator << shift : numerator, shift < 0 ? denominator << -shift : denominator, out var rest);
        if (!rest.IsZero)
        {
            quotient |= BigInteger.One; // below the last bit that counts: only tells that something follows
        }

        var value = Scale(quotient, -shift);
        return double.IsFinite(value) ? (negative ? -value : value) : throw new ArithmeticException("the result is beyond the range of float64");
    }

    private static double Scale(BigInteger bits, int exponent)
    {
        var drop = Math.Max((int)bits.GetBitLength() - 53, -1074 - exponent);
        if (drop > 0)
        {
            var half = BigInteger.One << (drop - 1);
            var kept = bits >> drop;
            var rest = bits - (kept << drop);
            var order = rest.CompareTo(half);
            bits = order > 0 || (order == 0 && !kept.IsEven) ? kept + 1 : kept;
            exponent += drop;
        }

        return Math.ScaleB((double)(ulong)bits, exponent);
    }
}
