using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Runtime;

namespace StreamEngine.Tests.Operators.Features;

/// <summary>Features that work on columns give the bits that they give row by row.</summary>
public sealed class ColumnFormTests
{
    private static readonly double[] Odd = [0, 1.0 / 3, 1e-300, 0.1, 64_100.25, 999_999_999_999_999, 1e15, 123_456_789.123456, 0.00001234, 5e-324, 1e300];

    [Fact]
    public void Spread_GivesTheBitsOfRows() => Same(new Spread(new()), (bid, _, ask, _) => new BestPrices(bid, ask), s => s.Value, rows: [0, 2]);

    [Fact]
    public void Mid_GivesTheBitsOfRows() => Same(new Mid(new()), (bid, _, ask, _) => new BestPrices(bid, ask), m => m.Value, rows: [0, 2]);

    [Fact]
    public void WeightedMid_GivesTheBitsOfRows() => Same(new WeightedMid(new()), (bid, bidSize, ask, askSize) => new SizedPrices(bid, bidSize, ask, askSize), w => w.Value, rows: [0, 1, 2, 3]);

    [Fact]
    public void Differences_AreThoseOfPairs()
    {
        var random = new Random(5);
        var a = Enumerable.Range(0, 4_001).Select(i => Draw(random, i)).ToArray();
        var b = Enumerable.Range(0, 4_001).Select(i => Draw(random, i)).ToArray();
        var differences = new double[a.Length];
        var exponent = 0;
        DecimalSteps.Differences(a, b, ref exponent, differences);
        for (var i = 0; i < a.Length; i++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(DecimalSteps.Difference(a[i], b[i])), BitConverter.DoubleToInt64Bits(differences[i]));
        }
    }

    [Fact]
    public void Magnitudes_AreThoseOfSteps()
    {
        var random = new Random(6);
        for (var exponent = 0; exponent <= DecimalSteps.MaxExponent; exponent++)
        {
            long[] steps = [.. Enumerable.Range(0, 103).Select(i => i % 11 == 0 ? -1_000_000_000_000_000_000 + random.Next() : random.NextInt64(-999_999_999_999_999, 999_999_999_999_999))];
            var values = new double[steps.Length];
            DecimalSteps.Magnitudes(steps, exponent, values);
            Assert.Equal(steps.Select(s => BitConverter.DoubleToInt64Bits(DecimalSteps.Value(Math.Abs(s), exponent))), values.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    private static void Same<TIn, TOut>(Feature<TIn, TOut> feature, Func<double, double, double, double, TIn> row, Func<TOut, double> value, int[] rows) where TIn : struct where TOut : struct
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var count = round % 23;
            var columns = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, count + 3).Select(i => Draw(random, round < 200 ? 5 : i)).ToArray()).ToArray();
            var expected = new double[count];
            var fails = false;
            for (var i = 0; i < count; i++)
            {
                try
                {
                    expected[i] = value(feature.OnRow(row(columns[0][i + 3], columns[1][i + 3], columns[2][i + 3], columns[3][i + 3])));
                }
                catch (ArithmeticException)
                {
                    fails = true;
                }
            }

            var pool = new BufferPool();
            Column[] read = [.. rows.Select(r => new ValueColumn<double>(ColumnType.Float64, columns[r], count + 3, null, pool))];
            var answers = new double[count];
            Assert.Equal(!fails, ((IColumnFeature)feature).TryAnswer(new FeatureColumns(read, 3, count), answers));
            if (!fails)
            {
                Assert.Equal(expected.Select(BitConverter.DoubleToInt64Bits), answers.Select(BitConverter.DoubleToInt64Bits));
            }
        }
    }

    private static double Draw(Random random, int i) => (i % 7) switch
    {
        0 => Odd[random.Next(Odd.Length)],
        1 => -Math.Round(random.NextDouble() * 100, 3),
        2 => Math.Round(random.NextDouble(), 8),
        _ => Math.Round(60_000 + (random.NextDouble() * 1_000), random.Next(3)),
    };
}
