using BenchmarkDotNet.Attributes;
using StreamEngine.Data.Kernels;

namespace StreamEngine.Micro;

/// <summary>Sum, standard deviation and correlation of 1,024 unaligned values (FEA-17): with vectors, the same lanes without, and the loop anybody would write.</summary>
public class VectorKernels
{
    private const int Count = 1_024;

    private readonly double[] _x = new double[Count + 1];
    private readonly double[] _y = new double[Count + 1];
    private readonly float[] _f = new float[Count + 1];

    private ReadOnlySpan<double> X => _x.AsSpan(1);

    private ReadOnlySpan<double> Y => _y.AsSpan(1);

    private ReadOnlySpan<float> F => _f.AsSpan(1);

    /// <summary>Makes the values and checks: forms alike to the bit, loops to ten places.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(2);
        for (var i = 0; i <= Count; i++)
        {
            _x[i] = 100 + random.NextDouble();
            _y[i] = _x[i] + random.NextDouble();
            _f[i] = (float)_x[i];
        }

        Verified.Equal("sum", Sum(), SumWithoutVectors());
        Verified.Equal("deviation", Deviation(), DeviationWithoutVectors());
        Verified.Equal("correlation", Correlation(), CorrelationWithoutVectors());
        Verified.Equal("sum of floats", SumOfFloats(), SumOfFloatsWithoutVectors());
        foreach (var (got, loop) in new[] { (Sum(), SumLoop()), (Deviation(), DeviationLoop()), (Correlation(), CorrelationLoop()), (SumOfFloats(), SumOfFloatsLoop()) })
        {
            Verified.Equal("within ten places of the loop", Math.Abs(got - loop) <= 1e-10 * Math.Abs(loop), true);
        }
    }

    /// <summary>Sum with vectors.</summary>
    [Benchmark]
    public double Sum() => Statistics.Sum(X);

    /// <summary>Sum in lanes without vectors.</summary>
    [Benchmark]
    public double SumWithoutVectors() => Statistics.Sum<double, DoubleBlocks>(X, vectors: false);

    /// <summary>Sum by a loop.</summary>
    [Benchmark]
    public double SumLoop()
    {
        var sum = 0.0;
        foreach (var value in X)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Sum of floats with vectors.</summary>
    [Benchmark]
    public double SumOfFloats() => Statistics.Sum(F);

    /// <summary>Sum of floats in lanes without vectors.</summary>
    [Benchmark]
    public double SumOfFloatsWithoutVectors() => Statistics.Sum<float, FloatBlocks>(F, vectors: false);

    /// <summary>Sum of floats by a loop.</summary>
    [Benchmark]
    public double SumOfFloatsLoop()
    {
        var sum = 0.0;
        foreach (var value in F)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>Standard deviation with vectors.</summary>
    [Benchmark]
    public double Deviation() => Statistics.StandardDeviation(X);

    /// <summary>Standard deviation in lanes without vectors.</summary>
    [Benchmark]
    public double DeviationWithoutVectors() => Statistics.StandardDeviation<double, DoubleBlocks>(X, vectors: false);

    /// <summary>Standard deviation by two loops.</summary>
    [Benchmark]
    public double DeviationLoop()
    {
        var (mean, squares) = (SumLoop() / Count, 0.0);
        foreach (var value in X)
        {
            squares += (value - mean) * (value - mean);
        }

        return Math.Sqrt(squares / (Count - 1));
    }

    /// <summary>Correlation with vectors.</summary>
    [Benchmark]
    public double Correlation() => Statistics.Correlation(X, Y);

    /// <summary>Correlation in lanes without vectors.</summary>
    [Benchmark]
    public double CorrelationWithoutVectors() => Statistics.Correlation<double, DoubleBlocks>(X, Y, vectors: false);

    /// <summary>Correlation by three loops.</summary>
    [Benchmark]
    public double CorrelationLoop()
    {
        var (meanX, meanY) = (SumLoop() / Count, 0.0);
        foreach (var value in Y)
        {
            meanY += value;
        }

        meanY /= Count;
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 1; i <= Count; i++)
        {
            var (a, b) = (_x[i] - meanX, _y[i] - meanY);
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }

        return xy / Math.Sqrt(xx * yy);
    }
}
