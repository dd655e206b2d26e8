using System.Runtime.Intrinsics;

namespace StreamEngine.Data.Kernels;

/// <summary>Sum, mean, standard deviation and Pearson correlation of floats and doubles, in lanes of doubles (REQUIREMENTS FEA-17).</summary>
/// <remarks>
/// <para>Value <c>i</c> always goes to lane <c>i mod 16</c>, and the lanes are added up in one fixed order: the form with vectors, its tail and the form without give the same bits, on every machine. They are not the
/// bits of a loop that adds in row order.</para>
/// <para>Relative error: at most 1e-10. A sum whose terms nearly cancel is found out by the sum of their magnitudes and added again with what rounding takes away (Knuth's TwoSum, by lane), which holds while the
/// magnitudes add up to less than 10¹⁸ times the sum. Standard deviation and correlation go twice over the values and correct for the rounding of the mean (Chan, Golub, LeVeque 1983, The American
/// Statistician 37(3), 242–247), which holds while the mean is below 10⁹ times the deviation; a correlation nearer to 0 than 10⁻⁵ is within 10⁻¹⁵ of the true one instead.</para>
/// <para>Spans need not be aligned. Nothing is allocated. A value that is not finite makes the result so.</para>
/// </remarks>
public static class Statistics
{
    /// <summary>The sum; 0 of none.</summary>
    public static double Sum(ReadOnlySpan<double> values) => Sum<double, DoubleBlocks>(values, Vector256.IsHardwareAccelerated);

    /// <inheritdoc cref="Sum(ReadOnlySpan{double})"/>
    public static double Sum(ReadOnlySpan<float> values) => Sum<float, FloatBlocks>(values, Vector256.IsHardwareAccelerated);

    /// <summary>The mean; NaN of none.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <inheritdoc cref="Mean(ReadOnlySpan{double})"/>
    public static double Mean(ReadOnlySpan<float> values) => Sum(values) / values.Length;

    /// <summary>The standard deviation of a sample, <c>√(Σ(x − mean)² / (n − 1))</c>; NaN of fewer than two values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values) => StandardDeviation<double, DoubleBlocks>(values, Vector256.IsHardwareAccelerated);

    /// <inheritdoc cref="StandardDeviation(ReadOnlySpan{double})"/>
    public static double StandardDeviation(ReadOnlySpan<float> values) => StandardDeviation<float, FloatBlocks>(values, Vector256.IsHardwareAccelerated);

    /// <summary>Pearson's correlation, <c>Σ(x − mx)(y − my) / √(Σ(x − mx)² · Σ(y − my)²)</c>, from −1 to 1; NaN of fewer than two pairs or where a side does not vary.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Correlation<double, DoubleBlocks>(x, y, Vector256.IsHardwareAccelerated);

    /// <inheritdoc cref="Correlation(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public static double Correlation(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => Correlation<float, FloatBlocks>(x, y, Vector256.IsHardwareAccelerated);

    /// <summary>The sum in one of both forms.</summary>
    internal static double Sum<T, TBlocks>(ReadOnlySpan<T> values, bool vectors) where T : unmanaged where TBlocks : IBlocks<T>
    {
        var sum = vectors ? VectorForm.Sum<T, TBlocks>(values, out var magnitude) : ScalarForm.Sum<T, TBlocks>(values, out magnitude);
        var lost = magnitude * ((values.Length / Lanes.Count) + Lanes.Count) * Lanes.Unit;
        return !double.IsFinite(sum) || lost <= Math.Abs(sum) * Lanes.Tolerance ? sum
            : vectors ? VectorForm.Compensated<T, TBlocks>(values)
            : ScalarForm.Compensated<T, TBlocks>(values);
    }

    /// <summary>The standard deviation in one of both forms.</summary>
    internal static double StandardDeviation<T, TBlocks>(ReadOnlySpan<T> values, bool vectors) where T : unmanaged where TBlocks : IBlocks<T>
    {
        if (values.Length < 2)
        {
            return double.NaN;
        }

        var mean = Sum<T, TBlocks>(values, vectors) / values.Length;
        var (squares, drift) = vectors ? VectorForm.Deviations<T, TBlocks>(values, mean) : ScalarForm.Deviations<T, TBlocks>(values, mean);
        return Math.Sqrt(Math.Max(0, squares - (drift * drift / values.Length)) / (values.Length - 1));
    }

    /// <summary>The correlation in one of both forms.</summary>
    internal static double Correlation<T, TBlocks>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, bool vectors) where T : unmanaged where TBlocks : IBlocks<T>
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} values cannot be paired with {y.Length}", nameof(y));
        }

        if (x.Length < 2)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (Sum<T, TBlocks>(x, vectors) / x.Length, Sum<T, TBlocks>(y, vectors) / y.Length);
        var sums = vectors ? VectorForm.Products<T, TBlocks>(x, y, meanX, meanY) : ScalarForm.Products<T, TBlocks>(x, y, meanX, meanY);
        var xx = Math.Max(0, sums.XX - (sums.X * sums.X / x.Length));
        var yy = Math.Max(0, sums.YY - (sums.Y * sums.Y / x.Length));
        var xy = sums.XY - (sums.X * sums.Y / x.Length);
        var ratio = xy / (Math.Sqrt(xx) * Math.Sqrt(yy));
        return double.IsNaN(ratio) ? ratio : xx == 0 || yy == 0 ? double.NaN : Math.Clamp(ratio, -1, 1);
    }
}
