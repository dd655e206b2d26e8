using BenchmarkDotNet.Attributes;
using StreamEngine.Telemetry;

namespace StreamEngine.Micro;

/// <summary>Recording one value of a metric.</summary>
public class MetricRecord
{
    private const int Values = 4_096;

    private readonly long[] _values = new long[Values];
    private MetricRegistry _metrics = null!;
    private MetricSeries _series = null!;

    /// <summary>Makes values between 100 ns and 1 ms and checks that all are counted.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Values; i++)
        {
            _values[i] = (long)Math.Pow(10, 2 + (random.NextDouble() * 4));
        }

        _metrics = new MetricRegistry(TimeProvider.System);
        _series = _metrics.Of("call_ns", new KeyValuePair<string, string>("node", "x"));
        Record();
        Verified.Equal("values counted", _series.Whole().Count, Values);
    }

    /// <summary>Ends the timer.</summary>
    [GlobalCleanup]
    public void Cleanup() => _metrics.Dispose();

    /// <summary>One value into its bucket.</summary>
    [Benchmark(OperationsPerInvoke = Values)]
    public void Record()
    {
        foreach (var value in _values)
        {
            _series.Record(value);
        }
    }
}
