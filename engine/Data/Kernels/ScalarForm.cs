namespace StreamEngine.Data.Kernels;

/// <summary>The reductions one value at a time, in the same lanes as <see cref="VectorForm"/>: for machines without vectors.</summary>
internal static class ScalarForm
{
    public static double Sum<T, TBlocks>(ReadOnlySpan<T> values, out double magnitude) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> magnitudes = stackalloc double[Lanes.Count];
        sums.Clear();
        magnitudes.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var value = TBlocks.Load(values[i]);
            sums[i & (Lanes.Count - 1)] += value;
            magnitudes[i & (Lanes.Count - 1)] += Math.Abs(value);
        }

        magnitude = Lanes.Add(magnitudes);
        return Lanes.Add(sums);
    }

    public static double Compensated<T, TBlocks>(ReadOnlySpan<T> values) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Span<double> sums = stackalloc double[Lanes.Count];
        Span<double> lost = stackalloc double[Lanes.Count];
        sums.Clear();
        lost.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var lane = i & (Lanes.Count - 1);
            var value = TBlocks.Load(values[i]);
            var sum = sums[lane] + value;
            var part = sum - sums[lane];
            lost[lane] += sums[lane] - (sum - part) + (value - part);
            sums[lane] = sum;
        }

        return Lanes.Add(sums, lost);
    }

    public static (double Squares, double Drift) Deviations<T, TBlocks>(ReadOnlySpan<T> values, double mean) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Span<double> squares = stackalloc double[Lanes.Count];
        Span<double> rests = stackalloc double[Lanes.Count];
        squares.Clear();
        rests.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            var deviation = TBlocks.Load(values[i]) - mean;
            squares[i & (Lanes.Count - 1)] += deviation * deviation;
            rests[i & (Lanes.Count - 1)] += deviation;
        }

        return (Lanes.Add(squares), Lanes.Add(rests));
    }

    public static ProductSums Products<T, TBlocks>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double meanX, double meanY) where T : unmanaged where TBlocks : IBlocks<T>
    {
        Span<double> sums = stackalloc double[5 * Lanes.Count];
        sums.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            var lane = sums[(i & (Lanes.Count - 1))..];
            var (a, b) = (TBlocks.Load(x[i]) - meanX, TBlocks.Load(y[i]) - meanY);
            lane[0] += a;
            lane[Lanes.Count] += b;
            lane[2 * Lanes.Count] += a * a;
            lane[3 * Lanes.Count] += b * b;
            lane[4 * Lanes.Count] += a * b;
        }

        return new ProductSums(
            Lanes.Add(sums[..Lanes.Count]), Lanes.Add(sums.Slice(Lanes.Count, Lanes.Count)), Lanes.Add(sums.Slice(2 * Lanes.Count, Lanes.Count)),
            Lanes.Add(sums.Slice(3 * Lanes.Count, Lanes.Count)), Lanes.Add(sums[(4 * Lanes.Count)..]));
    }
}
