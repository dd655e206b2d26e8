using StreamEngine.Features;

namespace StreamEngine.Tests.Operators.Features;

public sealed class SlidingQuantileTests
{
    [Theory]
    [InlineData(1, 50, 300)]
    [InlineData(2, 95, 300)]
    [InlineData(20, 10, 5_000)]
    [InlineData(100, 99, 5_000)]
    [InlineData(101, 1, 5_000)]
    public void EveryValue_EqualsASortOfTheWindow(int window, int percentile, int values) => Compare(window, percentile, values, every: 1);

    [Theory]
    [InlineData(95)]
    [InlineData(10)]
    public void TenThousandValues_EqualASortOfTheWindow(int percentile) => Compare(10_000, percentile, 60_000, every: 499);

    private static void Compare(int window, int percentile, int values, int every)
    {
        var random = new Random(window + percentile);
        var quantile = new SlidingQuantile(window, percentile);
        var last = new Queue<double>();
        for (var i = 0; i < values; i++)
        {
            // rising, falling and level stretches, with many equal values
            var value = (i / 700 % 3) switch { 0 => i / 10.0, 1 => -i / 10.0, _ => random.Next(20) };
            quantile.Add(value);
            last.Enqueue(value);
            if (last.Count > window)
            {
                last.Dequeue();
            }

            if (i % every == 0)
            {
                var sorted = last.Order().ToArray();
                var place = (sorted.Length - 1) * percentile;
                var low = sorted[place / 100];
                var expected = place % 100 == 0 ? low : low + (place % 100 / 100.0 * (sorted[(place / 100) + 1] - low));
                Assert.Equal((last.Count, expected), (quantile.Count, quantile.Value));
            }
        }
    }
}
