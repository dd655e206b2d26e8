namespace StreamEngine.Arrow;

/// <summary><see cref="decimal"/> to and from Arrow's decimal128: a signed 128-bit integer of units of 10^−scale.</summary>
internal static class Decimal128
{
    /// <summary>Decimal places of what is written.</summary>
    public const int Scale = 18;

    /// <summary>Digits of what is written.</summary>
    public const int Precision = 38;

    private const int MaxDecimalScale = 28;
    private const ulong Unit = 1_000_000_000_000_000_000;

    private static readonly UInt128 Limit = (UInt128)Unit * Unit * 100;
    private static readonly UInt128 MaxMantissa = (UInt128.One << 96) - 1;
    private static readonly ulong[] Powers = MakePowers();

    /// <summary>The value in units of 10^−18; false where it has more places or more than 20 digits before the point.</summary>
    public static bool TryEncode(decimal value, out Int128 units)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new UInt128((uint)bits[2], (ulong)(uint)bits[1] << 32 | (uint)bits[0]);
        var scale = bits[3] >> 16 & 0xFF;
        units = 0;
        if (scale <= Scale)
        {
            var factor = Powers[Scale - scale];
            if (magnitude > ulong.MaxValue && magnitude > (Limit - 1) / factor)
            {
                return false;
            }

            magnitude *= factor;
            if (magnitude >= Limit)
            {
                return false;
            }
        }
        else
        {
            (magnitude, var rest) = UInt128.DivRem(magnitude, Powers[scale - Scale]);
            if (rest != 0)
            {
                return false;
            }
        }

        units = bits[3] < 0 ? -(Int128)magnitude : (Int128)magnitude;
        return true;
    }

    /// <summary>The value of some units of 10^−<paramref name="scale"/>, without trailing zeros; false where a decimal has too few digits.</summary>
    public static bool TryDecode(Int128 units, int scale, out decimal value)
    {
        var negative = Int128.IsNegative(units);
        var magnitude = negative ? (UInt128)(-units) : (UInt128)units;
        if (scale == Scale)
        {
            (magnitude, var rest) = UInt128.DivRem(magnitude, Unit);
            var fraction = Strip((ulong)rest, ref scale);
            if (magnitude > MaxMantissa / Powers[scale])
            {
                value = 0;
                return false;
            }

            magnitude = magnitude * Powers[scale] + fraction;
        }
        else
        {
            while (scale > 0 && magnitude % 10 == 0)
            {
                magnitude /= 10;
                scale--;
            }
        }

        if (magnitude > MaxMantissa || scale > MaxDecimalScale)
        {
            value = 0;
            return false;
        }

        var low = (ulong)magnitude;
        value = new decimal((int)low, (int)(low >> 32), (int)(uint)(magnitude >> 64), negative && magnitude != 0, (byte)scale);
        return true;
    }

    private static ulong Strip(ulong fraction, ref int scale)
    {
        if (fraction == 0)
        {
            scale = 0;
            return 0;
        }

        for (var step = 8; step > 0; step >>= 1)
        {
            var (quotient, rest) = Math.DivRem(fraction, Powers[step]);
            while (rest == 0)
            {
                fraction = quotient;
                scale -= step;
                (quotient, rest) = Math.DivRem(fraction, Powers[step]);
            }
        }

        return fraction;
    }

    private static ulong[] MakePowers()
    {
        var powers = new ulong[Scale + 2];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
