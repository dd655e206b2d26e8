using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StreamEngine.Data;

/// <summary>
/// Doubles that stand for decimals of up to 15 significant digits, as whole steps of 10⁻ᵉ: <c>64100.25</c> is 6410025 steps at exponent 2. A double that is the nearest to such a decimal is the
/// nearest to only one, so the way there and back loses nothing (DESIGN § 2).
/// </summary>
public static class DecimalSteps
{
    /// <summary>The finest step is 10⁻¹⁸.</summary>
    public const int MaxExponent = 18;

    /// <summary>Most steps a value has at its own exponent: 15 digits.</summary>
    public const double MaxSteps = 999_999_999_999_999;

    /// <summary>Most values that <see cref="TrySum"/> takes.</summary>
    public const int MostSummed = 32; // 8 of up to 10¹⁵ steps in each lane stay below 2⁵³

    private const long Exact = 1L << 53;

    private static readonly double[] Pow = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private static readonly long[] LongPow = [.. Enumerable.Range(0, MaxExponent + 1).Select(e => (long)Pow[e])];

    /// <summary>10ᵉ for e from 0 to 18.</summary>
    public static long PowerOfTen(int exponent) => LongPow[exponent];

    /// <summary>
    /// The steps of <paramref name="value"/> at <paramref name="exponent"/>, or at the least exponent that holds it when that one does not (which is finer, or coarser where 15 digits do not reach as far).
    /// False when the value is no decimal of up to 15 digits and 18 places.
    /// </summary>
    public static bool TryRead(double value, ref int exponent, out long steps)
    {
        if (TryReadAt(value, exponent, out steps))
        {
            return true;
        }

        for (var e = 0; e <= MaxExponent; e++)
        {
            if (TryReadAt(value, e, out steps))
            {
                exponent = e;
                return true;
            }

            if (Math.Abs(value) * Pow[e] > MaxSteps)
            {
                break;
            }
        }

        return false;
    }

    /// <summary>The double nearest to <paramref name="steps"/> × 10⁻ᵉ; exact where the steps are within ±2⁵³ or have trailing zeros beyond that.</summary>
    public static double Value(long steps, int exponent)
    {
        while (steps is > Exact or < -Exact && exponent > 0 && steps % 10 == 0)
        {
            steps /= 10;
            exponent--;
        }

        return steps / Pow[exponent];
    }

    /// <summary><see cref="Value"/> of the magnitude of each of many steps, the same bits, in lanes of four.</summary>
    public static void Magnitudes(ReadOnlySpan<long> steps, int exponent, Span<double> values)
    {
        var i = 0;
        var scale = Vector256.Create(Pow[exponent]);
        for (; i + 4 <= steps.Length; i += 4)
        {
            var some = Vector256.Abs(Vector256.Create(steps[i..]));
            if (Vector256.LessThanOrEqualAll(some, Vector256.Create(Exact)))
            {
                (Vector256.ConvertToDouble(some) / scale).CopyTo(values[i..]);
                continue;
            }

            for (var j = i; j < i + 4; j++)
            {
                values[j] = Value(Math.Abs(steps[j]), exponent);
            }
        }

        for (; i < steps.Length; i++)
        {
            values[i] = Value(Math.Abs(steps[i]), exponent);
        }
    }

    /// <summary>The double nearest to <paramref name="a"/> − <paramref name="b"/> as decimals; for other values, their difference in floating point.</summary>
    public static double Difference(double a, double b)
    {
        int left = 0, right = 0;
        if (!TryRead(a, ref left, out var steps) || !TryRead(b, ref right, out var less))
        {
            return a - b;
        }

        var exponent = Math.Max(left, right);
        var difference = ((Int128)steps * LongPow[exponent - left]) - ((Int128)less * LongPow[exponent - right]);
        return difference > -Exact && difference < Exact ? Value((long)difference, exponent) : a - b;
    }

    /// <summary><see cref="Difference(double, double)"/> of each pair, the same bits, in lanes of four.</summary>
    /// <param name="a">Values.</param>
    /// <param name="b">As many that are taken away.</param>
    /// <param name="exponent">An exponent at which most of them have steps; it is set anew where some have not.</param>
    /// <param name="differences">One place a pair.</param>
    public static void Differences(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ref int exponent, Span<double> differences)
    {
        var i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            var scale = Vector256.Create(Pow[exponent]);
            if (TryScale(Vector256.Create(a[i..]), scale, out var steps) && TryScale(Vector256.Create(b[i..]), scale, out var less))
            {
                ((steps - less + Vector256<double>.Zero) / scale).CopyTo(differences[i..]); // whole numbers below 2⁵³; no negative zero
                continue;
            }

            exponent = 0;
            for (var j = i; j < i + 4; j++)
            {
                exponent = Math.Max(exponent, Math.Max(Finest(a[j]), Finest(b[j])));
                differences[j] = Difference(a[j], b[j]);
            }
        }

        for (; i < a.Length; i++)
        {
            differences[i] = Difference(a[i], b[i]);
        }
    }

    /// <summary>The steps of a few values at one exponent, added up; false when one has none there.</summary>
    /// <param name="values">Values by row.</param>
    /// <param name="rows">Which of them, at most <see cref="MostSummed"/>.</param>
    /// <param name="exponent">The exponent.</param>
    /// <param name="steps">Their sum.</param>
    public static bool TrySum(ReadOnlySpan<double> values, ReadOnlySpan<int> rows, int exponent, out long steps)
    {
        steps = 0;
        var i = 0;
        var scale = Vector256.Create(Pow[exponent]);
        var sums = Vector256<double>.Zero;
        for (; i + 4 <= rows.Length; i += 4)
        {
            if (!TryScale(Vector256.Create(values[rows[i]], values[rows[i + 1]], values[rows[i + 2]], values[rows[i + 3]]), scale, out var some))
            {
                return false;
            }

            sums += some;
        }

        for (; i < rows.Length; i++)
        {
            if (!TryReadAt(values[rows[i]], exponent, out var one))
            {
                return false;
            }

            steps += one;
        }

        steps += (long)sums[0] + (long)sums[1] + (long)sums[2] + (long)sums[3];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryScale(Vector256<double> values, Vector256<double> scale, out Vector256<double> steps)
    {
        steps = Vector256.Round(values * scale);
        return Vector256.LessThanOrEqualAll(Vector256.Abs(steps), Vector256.Create(MaxSteps)) && Vector256.EqualsAll(steps / scale, values);
    }

    private static int Finest(double value)
    {
        var exponent = 0;
        return TryRead(value, ref exponent, out _) ? exponent : 0;
    }

    /// <summary>The steps of a value at one exponent; false when it has none there.</summary>
    public static bool TryReadAt(double value, int exponent, out long steps)
    {
        var scaled = Math.Round(value * Pow[exponent]);
        if (Math.Abs(scaled) <= MaxSteps && scaled / Pow[exponent] == value)
        {
            steps = (long)scaled;
            return true;
        }

        steps = 0;
        return false;
    }
}
