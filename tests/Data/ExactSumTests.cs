using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Tests.Data;

public sealed class ExactSumTests
{
    private const int Places = 400;

    [Fact]
    public void Decimals_CountAsDecimals()
    {
        var sum = new ExactSum();
        sum.Add(0.1);
        sum.Add(0.2);
        Assert.Equal(0.3, sum.Value);
        sum.Add(1e14);
        sum.Subtract(1e14);
        sum.Subtract(0.1);
        Assert.Equal(0.2, sum.Value);
    }

    [Fact]
    public void ValuesAtOnce_GiveTheSumOfThemOneByOne()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => Math.Round((random.NextDouble() - 0.5) * 1e6, 2))];
        int[] rows = [.. Enumerable.Range(0, 500).Where(_ => random.Next(3) > 0)];
        var (one, many) = (new ExactSum(), new ExactSum());
        foreach (var sum in new[] { one, many })
        {
            sum.Add(0.25); // the first value says at which places the sum is kept
        }

        for (var at = 0; at < rows.Length;)
        {
            var count = Math.Min(random.Next(1, 90), rows.Length - at);
            Assert.Equal(count, many.AddSteps(values, rows.AsSpan(at, count)));
            at += count;
        }

        foreach (var row in rows)
        {
            one.Add(values[row]);
        }

        Assert.Equal((double)rows.Sum(r => (decimal)values[r]) + 0.25, many.Value, 9);
        Assert.Equal(one.Value, many.Value);
    }

    [Theory]
    [InlineData(0.125)]
    [InlineData(1.0 / 3)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    public void ValuesAtOnce_EndBeforeThePieceThatDoesNotFit(double odd)
    {
        var values = Enumerable.Repeat(0.25, 100).ToArray();
        values[70] = odd;
        var sum = new ExactSum();
        sum.Add(0.25);
        Assert.Equal(64, sum.AddSteps(values, Enumerable.Range(0, 100).ToArray()));
        Assert.Equal(16.25, sum.Value);
    }

    [Fact]
    public void SumBeyond53Bits_IsTheNearestDouble()
    {
        var sum = new ExactSum();
        sum.Add(99_999_999_999_999.5);
        sum.Add(0.00000123);
        Assert.Equal(99_999_999_999_999.50000123, sum.Value);
    }

    [Fact]
    public void OtherValues_CountAsBinaryFractions()
    {
        var sum = new ExactSum();
        sum.Add(1e300);
        sum.Add(1.0 / 3);
        sum.Add(double.Epsilon);
        sum.Subtract(1e300);
        Assert.Equal(1.0 / 3, sum.Value);
        sum.Subtract(1.0 / 3);
        Assert.Equal(double.Epsilon, sum.Value);
        sum.Subtract(double.Epsilon);
        sum.Add(0.1);
        Assert.Equal(0.1, sum.Value);
    }

    [Fact]
    public void Mixed_IsRoundedOnce()
    {
        var sum = new ExactSum();
        sum.Add(1.0 / 3);
        sum.Add(0.1);
        // 1/3 as a double is 0.33333333333333331482961625624739…
        Assert.Equal(double.Parse("0.43333333333333331482961625624739", CultureInfo.InvariantCulture), sum.Value);
    }

    [Fact]
    public void TooManyDigits_Overflows()
    {
        var sum = new ExactSum();
        sum.Add(1e-18);
        var added = 0;
        Assert.Throws<OverflowException>(void () =>
        {
            for (; added < 1_000_000; added++)
            {
                sum.Add(999_999_999_999_999);
            }
        });
        Assert.Equal(170_141, added); // 2¹²⁷ / (10¹⁵ · 10¹⁸)
    }

    [Fact]
    public void Mean_IsRoundedOnce()
    {
        var sum = new ExactSum();
        sum.Add(0.1);
        sum.Add(0.2);
        sum.Add(0.4);
        Assert.Equal(7.0 / 30, sum.Mean(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RandomValuesInAndOut_EqualBigIntegers(int seed)
    {
        var random = new Random(seed);
        var values = new List<(double Value, BigInteger Exact)>();
        var sum = new ExactSum();
        for (var i = 0; i < 3_000; i++)
        {
            if (values.Count > 0 && random.Next(5) < 2)
            {
                var at = random.Next(values.Count);
                sum.Subtract(values[at].Value);
                values.RemoveAt(at);
            }
            else
            {
                var value = random.Next(3) == 0 ? Binary(random) : Decimal(random);
                values.Add(value);
                sum.Add(value.Value);
            }

            if (i % 10 == 0)
            {
                var exact = values.Aggregate(BigInteger.Zero, (total, v) => total + v.Exact);
                Assert.Equal(double.Parse(exact.ToString(CultureInfo.InvariantCulture) + "E-" + Places, CultureInfo.InvariantCulture), sum.Value);
            }
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 30_000)]
    [InlineData(3, -30_000)]
    public void ProductsAndTheirMean_AreTheNearestDoubles(int seed, int shift)
    {
        var random = new Random(seed);
        var sum = new ExactSum();
        var exact = BigInteger.Zero;
        for (var count = 1; count <= 3_000; count++)
        {
            var product = (shift + random.Next(-30_000, 30_000)) / 100.0 * (random.Next(1, 500) / 100.0);
            sum.Add(product);
            exact += Units(product);

            Assert.Equal(double.Parse(exact.ToString(CultureInfo.InvariantCulture) + "E-" + Places, CultureInfo.InvariantCulture), sum.Value);
            Assert.Equal(ExactRatio.ToDouble(exact, count * BigInteger.Pow(10, Places)), sum.Mean(count));
        }
    }

    [Fact]
    public void SumHalfwayBetweenDoubles_GoesToTheEvenOne()
    {
        var sum = new ExactSum();
        sum.Add(Math.ScaleB(1, 60));
        sum.Add(Math.ScaleB(1, 7)); // half of the distance from 2⁶⁰ to the next double
        Assert.Equal(Math.ScaleB(1, 60), sum.Value);
        sum.Add(Math.ScaleB(1, -900));
        Assert.Equal(Math.BitIncrement(Math.ScaleB(1, 60)), sum.Value);
        sum.Subtract(Math.ScaleB(1, 60));
        sum.Subtract(Math.ScaleB(1, 7));
        Assert.Equal(Math.ScaleB(1, -900), sum.Value);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(-22, 7)]
    [InlineData(1, 1)]
    public void Ratio_IsTheNearestDouble(long numerator, long denominator)
    {
        Assert.Equal((double)numerator / denominator, ExactRatio.ToDouble(numerator, denominator));
        Assert.Equal(Math.ScaleB(1, -1074), ExactRatio.ToDouble(1, BigInteger.One << 1074));
        Assert.Equal(0, ExactRatio.ToDouble(1, BigInteger.One << 1075)); // a tie, to even
        Assert.Equal(double.MaxValue, ExactRatio.ToDouble(new BigInteger(double.MaxValue), 1));
        Assert.Throws<ArithmeticException>(() => ExactRatio.ToDouble(BigInteger.One << 1024, 1));
    }

    /// <summary>How many 10⁻⁴⁰⁰ a value is: of the decimal it stands for when that has up to 15 digits, else of the fraction.</summary>
    private static BigInteger Units(double value)
    {
        var text = value.ToString("E14", CultureInfo.InvariantCulture);
        if (double.Parse(text, CultureInfo.InvariantCulture) == value)
        {
            var at = text.IndexOf('E', StringComparison.Ordinal);
            return BigInteger.Parse(text[..at].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, Places - 14 + int.Parse(text[(at + 1)..], CultureInfo.InvariantCulture));
        }

        var exponent = Math.ILogB(value) - 52;
        return (BigInteger)Math.ScaleB(value, -exponent) * BigInteger.Pow(10, Places) >> -exponent;
    }

    /// <summary>A decimal of a few digits, and how many 10⁻⁴⁰⁰ it is.</summary>
    private static (double Value, BigInteger Exact) Decimal(Random random)
    {
        var (steps, places) = (random.Next(-1_000_000, 1_000_000), random.Next(0, 9));
        return (double.Parse($"{steps}E-{places}", CultureInfo.InvariantCulture), steps * BigInteger.Pow(10, Places - places));
    }

    /// <summary>A double with an odd 53-bit mantissa and a size where it is no short decimal, and how many 10⁻⁴⁰⁰ it is.</summary>
    private static (double Value, BigInteger Exact) Binary(Random random)
    {
        var mantissa = random.NextInt64(1L << 52, 1L << 53) | 1;
        var exponent = random.Next(-200, -60);
        return (Math.ScaleB(mantissa, exponent), mantissa * BigInteger.Pow(10, Places) >> -exponent);
    }
}
