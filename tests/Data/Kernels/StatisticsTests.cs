using System.Numerics;
using StreamEngine.Data.Kernels;

namespace StreamEngine.Tests.Data.Kernels;

/// <summary>The kernels against exact sums (of doubles as fractions of 2¹⁰⁷⁴, in big integers) and two-pass formulae in decimals; and both forms against each other.</summary>
public sealed class StatisticsTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 100, 1_023, 1_024, 1_025, 4_099];

    [Fact]
    public void ByHand()
    {
        Assert.Equal(10, Statistics.Sum([1.0, 2, 3, 4]));
        Assert.Equal(2.5, Statistics.Mean([1.0, 2, 3, 4]));
        Assert.Equal(Math.Sqrt(5.0 / 3), Statistics.StandardDeviation([1.0, 2, 3, 4]), 1e-15);
        Assert.Equal(1, Statistics.Correlation([1.0, 2, 3], [10.0, 20, 30]), 1e-15);
        Assert.Equal(-1, Statistics.Correlation([1.0f, 2, 3], [3.0f, 2, 1]), 1e-15);
        Assert.Equal(0.5, Statistics.Correlation([1.0, 2, 3], [1.0, 3, 2]), 1e-15); // Σ(x−2)(y−2) = 1, both squares 2
    }

    [Fact]
    public void TooFewValues_AreNoNumber()
    {
        Assert.Equal(0, Statistics.Sum(ReadOnlySpan<double>.Empty));
        Assert.Equal(double.NaN, Statistics.Mean(ReadOnlySpan<double>.Empty));
        Assert.Equal(double.NaN, Statistics.StandardDeviation([1.0]));
        Assert.Equal(double.NaN, Statistics.Correlation([1.0], [1.0]));
        Assert.Equal(double.NaN, Statistics.Correlation([1.0, 2], [5.0, 5]));
        Assert.Equal(0, Statistics.StandardDeviation([0.1, 0.1, 0.1]), 1e-17);
    }

    [Fact]
    public void DifferentLengths_AreRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Statistics.Correlation([1.0, 2], [1.0]));
        Assert.Equal("2 values cannot be paired with 1 (Parameter 'y')", refused.Message);
    }

    [Fact]
    public void NotFinite_StaysSo()
    {
        var values = Values(100, 7, 1, 0);
        values[50] = double.PositiveInfinity;
        Assert.Equal(double.PositiveInfinity, Statistics.Sum(values));
        values[70] = double.NegativeInfinity;
        Assert.Equal(double.NaN, Statistics.Sum(values));
        Assert.Equal(double.NaN, Statistics.StandardDeviation(values));
        Assert.Equal(double.NaN, Statistics.Correlation(values, Values(100, 8, 1, 0)));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sum_IsExactToTenPlaces(int length)
    {
        foreach (var (spread, offset) in new[] { (1.0, 0.0), (1e-3, 64_000.0), (1e6, -5.0), (1e-12, 1.0) })
        {
            var values = Values(length + 1, length, spread, offset);
            Close(Exact(values.AsSpan(1)), Statistics.Sum(values.AsSpan(1)));
            Close(Exact(values.AsSpan(1)) / length, Statistics.Mean(values.AsSpan(1)));
            var floats = Array.ConvertAll(values, v => (float)v);
            Close(Exact(Array.ConvertAll(floats, v => (double)v).AsSpan(1)), Statistics.Sum(floats.AsSpan(1)));
        }
    }

    [Fact]
    public void SumThatCancels_IsExactToTenPlaces()
    {
        var values = new List<double>();
        foreach (var value in Values(5_000, 3, 1e9, 0))
        {
            values.AddRange([value, 1e-3 * value, -value]);
        }

        Close(Exact([.. values]), Statistics.Sum([.. values]));
        Close(1e-3, Statistics.Sum([1e12, 1e-3, -1e12]));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Deviation_IsExactToTenPlaces(int length)
    {
        if (length < 2)
        {
            return;
        }

        foreach (var (spread, offset) in new[] { (1.0, 0.0), (0.01, 64_000.0), (0.001, 1_000_000.0) })
        {
            var values = Array.ConvertAll(Values(length + 1, length, spread, offset), v => Math.Round(v, 9));
            Close(Deviation(values[1..]), Statistics.StandardDeviation(values.AsSpan(1)));
            var floats = Array.ConvertAll(values, v => (float)v);
            if (floats[1..].Distinct().Count() > 1)
            {
                Close(Deviation(Array.ConvertAll(floats[1..], v => (double)v)), Statistics.StandardDeviation(floats.AsSpan(1)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Correlation_IsExactToTenPlaces(int length)
    {
        if (length < 3)
        {
            return;
        }

        var x = Array.ConvertAll(Values(length + 1, length, 0.5, 100), v => Math.Round(v, 9));
        var noise = Values(length + 1, length + 1, 0.2, 0);
        var y = x.Select((v, i) => Math.Round((3 * v) + noise[i], 9)).ToArray();
        Close(Correlation(x[1..], y[1..]), Statistics.Correlation(x.AsSpan(1), y.AsSpan(1)));
        var (fx, fy) = (Array.ConvertAll(x, v => (float)v), Array.ConvertAll(y, v => (float)v));
        Close(Correlation(Array.ConvertAll(fx[1..], v => (double)v), Array.ConvertAll(fy[1..], v => (double)v)), Statistics.Correlation(fx.AsSpan(1), fy.AsSpan(1)));
    }

    [Fact]
    public void BothForms_GiveTheSameBits()
    {
        for (var length = 0; length < 200; length++)
        {
            foreach (var start in new[] { 0, 1, 3 })
            {
                foreach (var offset in new[] { 0.0, 64_000 })
                {
                    var x = Values(length + start, length, 1, offset).AsSpan(start);
                    var y = Values(length + start, length + 1, 1e6, 0).AsSpan(start);
                    Same<double, DoubleBlocks>(x, y);
                    Same<float, FloatBlocks>(Array.ConvertAll(x.ToArray(), v => (float)v), Array.ConvertAll(y.ToArray(), v => (float)v));
                }
            }
        }
    }

    [Fact]
    public void NoVectors_GiveTheSameBits()
    {
        // sums that cancel take the careful way in both forms
        var values = Values(1_000, 1, 1, 0).SelectMany(v => new[] { v, -v }).Append(1e-9).ToArray();
        Same<double, DoubleBlocks>(values, values);
        Close(Exact(values), Statistics.Sum<double, DoubleBlocks>(values, vectors: false));
    }

    private static void Same<T, TBlocks>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Assert.Equal(Bits(Statistics.Sum<T, TBlocks>(x, true)), Bits(Statistics.Sum<T, TBlocks>(x, false)));
        Assert.Equal(Bits(Statistics.StandardDeviation<T, TBlocks>(x, true)), Bits(Statistics.StandardDeviation<T, TBlocks>(x, false)));
        Assert.Equal(Bits(Statistics.Correlation<T, TBlocks>(x, y, true)), Bits(Statistics.Correlation<T, TBlocks>(x, y, false)));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static void Close(double expected, double got) => Assert.True(Math.Abs(got - expected) <= 1e-10 * Math.Abs(expected), $"{got:R}, expected {expected:R}");

    private static double[] Values(int count, int seed, double spread, double offset)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => offset + (spread * ((random.NextDouble() * 2) - 1)))];
    }

    /// <summary>The sum as a whole number of 2⁻¹⁰⁷⁴, rounded once.</summary>
    private static double Exact(ReadOnlySpan<double> values)
    {
        var sum = BigInteger.Zero;
        foreach (var value in values)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            var exponent = (int)((bits >> 52) & 0x7FF);
            var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
            sum += new BigInteger(value < 0 ? -mantissa : mantissa) << Math.Max(0, exponent - 1);
        }

        return Math.ScaleB((double)(sum >> 900), 900 - 1074);
    }

    /// <summary>Σ(n·x − Σx)² / (n²(n − 1)) in whole numbers of 2⁻²⁰⁰, rounded before the root.</summary>
    private static double Deviation(double[] values)
    {
        const int Places = 200;
        var whole = values.Select(v => Whole(v, Places)).ToList();
        var (sum, n) = (whole.Aggregate(BigInteger.Zero, (a, v) => a + v), (BigInteger)values.Length);
        var squares = whole.Aggregate(BigInteger.Zero, (a, v) => a + (((n * v) - sum) * ((n * v) - sum)));
        var variance = (squares << Places) / (n * n * (n - 1)) >> (2 * Places);
        return Math.Sqrt(Math.ScaleB((double)variance, -Places));
    }

    /// <summary>A double in whole numbers of 2 to a power below 0; it has no finer places.</summary>
    private static BigInteger Whole(double value, int places)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (BigInteger)((bits & 0xFFFFFFFFFFFFF) | (1L << 52));
        return value == 0 ? 0 : Math.Sign(value) * (mantissa << (exponent - 1075 + places));
    }

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Sum(v => (decimal)v) / x.Length, y.Sum(v => (decimal)v) / y.Length);
        var (xx, yy, xy) = (0m, 0m, 0m);
        for (var i = 0; i < x.Length; i++)
        {
            var (a, b) = ((decimal)x[i] - meanX, (decimal)y[i] - meanY);
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        return (double)xy / (Math.Sqrt((double)xx) * Math.Sqrt((double)yy));
    }
}
