using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>Operations of compiled kernels that are no single instruction. None throws: those that can fail say so, with any value.</summary>
internal static class Scalars
{
    private const int ProductPlaces = 18;

    public static string SymbolText(SymbolColumn column, int row) => column[row];

    public static bool TextEquals(TextColumn column, int row, byte[] utf8) => column[row].SequenceEqual(utf8);

    public static int CodeOf(SymbolDictionary dictionary, string text) => dictionary.Code(text);

    public static double Sum(double[] values, int start, int count)
    {
        var sum = 0.0;
        foreach (var value in values.AsSpan(start, count))
        {
            sum += value;
        }

        return sum;
    }

    public static double Sum(float[] values, int start, int count)
    {
        var sum = 0.0;
        foreach (var value in values.AsSpan(start, count))
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>As <see cref="Math.Min(double, double)"/>, which .NET 10 gets wrong inside compiled expression trees when one side is the constant −0.</summary>
    public static double Min(double x, double y) =>
        x == y ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) | BitConverter.DoubleToInt64Bits(y)) : x < y ? x : y;

    /// <summary>As <see cref="Math.Max(double, double)"/>.</summary>
    public static double Max(double x, double y) =>
        x == y ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & BitConverter.DoubleToInt64Bits(y)) : y < x ? x : y;

    public static bool Multiply(long x, long y, out long product)
    {
        var high = Math.BigMul(x, y, out product);
        return high == product >> 63;
    }

    public static bool Remainder(long x, long y, out long rest)
    {
        rest = y is 0 or -1 ? 0 : x % y;
        return y != 0;
    }

    /// <summary>The nearest float64, by way of the digits: a cast can be off in the last bit, depending on trailing zeros.</summary>
    public static double ToFloat(decimal value)
    {
        Span<char> digits = stackalloc char[40];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    public static bool FloatToDecimal(double value, int places, out decimal result)
    {
        // 2^96 is where a decimal ends; the conversion rounds to 15 digits, so nothing between them matters
        if (!(Math.Abs(value) < 7.9228162514264337e28))
        {
            result = 0;
            return false;
        }

        result = RoundDecimal((decimal)value, places);
        return true;
    }

    public static decimal RoundDecimal(decimal value, int places) => decimal.Round(value, places, MidpointRounding.ToEven);

    public static bool Add(decimal x, decimal y, out decimal sum)
    {
        try
        {
            sum = x + y;
            return true;
        }
        catch (OverflowException)
        {
            sum = 0;
            return false;
        }
    }

    public static bool Subtract(decimal x, decimal y, out decimal difference) => Add(x, -y, out difference);

    /// <summary>The exact remainder. <c>decimal</c>'s own overflows for some operands far apart, though a remainder never does.</summary>
    public static bool Remainder(decimal x, decimal y, out decimal rest)
    {
        rest = 0;
        if (y == 0)
        {
            return false;
        }

        try
        {
            rest = x % y;
        }
        catch (OverflowException)
        {
            var scale = Math.Max(x.Scale, y.Scale);
            var exact = Whole(x) * BigInteger.Pow(10, scale - x.Scale) % (Whole(y) * BigInteger.Pow(10, scale - y.Scale));
            var magnitude = BigInteger.Abs(exact);
            var low = (ulong)(magnitude & ulong.MaxValue);
            rest = new decimal((int)(uint)low, (int)(uint)(low >> 32), (int)(uint)(magnitude >> 64), exact.Sign < 0, (byte)scale);
        }

        return true;
    }

    /// <summary>The product rounded half-even to 18 places. <c>decimal</c> itself rounds to 28 digits; where that left a tie, the exact product decides.</summary>
    public static bool Multiply(decimal x, decimal y, out decimal product)
    {
        try
        {
            product = x * y;
            var isExact = product.Scale == x.Scale + y.Scale;
            product = isExact || !IsTie(product) ? Rounded(product) : Exactly(Whole(x) * Whole(y), x.Scale + y.Scale, BigInteger.One);
            return true;
        }
        catch (OverflowException)
        {
            product = 0;
            return false;
        }
    }

    /// <summary>The quotient rounded half-even to 18 places, as <see cref="Multiply(decimal, decimal, out decimal)"/>.</summary>
    public static bool Divide(decimal x, decimal y, out decimal quotient)
    {
        quotient = 0;
        if (y == 0)
        {
            return false;
        }

        try
        {
            quotient = x / y;
            quotient = IsTie(quotient) ? Exactly(Whole(x) * BigInteger.Pow(10, y.Scale), x.Scale, Whole(y)) : Rounded(quotient);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static decimal Rounded(decimal value) => value.Scale <= ProductPlaces ? value : decimal.Round(value, ProductPlaces, MidpointRounding.ToEven);

    /// <summary>Whether a value with more than 18 places lies half-way between two with 18.</summary>
    private static bool IsTie(decimal value) =>
        value.Scale > ProductPlaces && Math.Abs(value - decimal.Round(value, ProductPlaces, MidpointRounding.ToZero)) == 0.0000000000000000005m;

    private static decimal Exactly(BigInteger numerator, int scale, BigInteger divisor)
    {
        var denominator = divisor * BigInteger.Pow(10, scale);
        var scaled = BigInteger.Abs(numerator) * BigInteger.Pow(10, ProductPlaces);
        var whole = BigInteger.DivRem(scaled, BigInteger.Abs(denominator), out var rest);
        var twice = (rest + rest).CompareTo(BigInteger.Abs(denominator));
        whole += twice > 0 || (twice == 0 && !whole.IsEven) ? 1 : 0;
        var magnitude = (decimal)whole / 1_000_000_000_000_000_000m;
        return numerator.Sign * denominator.Sign < 0 ? -magnitude : magnitude;
    }

    private static BigInteger Whole(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return value < 0 ? -magnitude : magnitude;
    }
}
