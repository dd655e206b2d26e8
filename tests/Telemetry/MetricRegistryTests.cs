using StreamEngine.Telemetry;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Telemetry;

public sealed class MetricRegistryTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void TenSeconds_AreOneWindow()
    {
        using var metrics = new MetricRegistry(_clock);
        var calls = metrics.Of("call_ns");
        calls.Record(3);
        calls.Record(5);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(metrics.Windows);
        calls.Record(7);
        _clock.Advance(TimeSpan.FromSeconds(1));
        calls.Record(15);
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([3L, 1L], metrics.Windows.Select(w => Assert.Single(w).Values.Count));
        Assert.Equal([7L, 15L], metrics.Windows.Select(w => w[0].Values.Max));
        Assert.Equal([(0, 10), (10, 20)], metrics.Windows.Select(w => (Second(w[0].From), Second(w[0].To))));
        Assert.Equal(4, calls.Whole().Count);
    }

    [Fact]
    public void Percentiles_AreWithinOneSixteenth()
    {
        using var metrics = new MetricRegistry(_clock);
        var calls = metrics.Of("call_ns");
        for (var value = 1; value <= 100_000; value++)
        {
            calls.Record(value);
        }

        metrics.Close();
        var values = metrics.Windows[0][0].Values;
        Assert.Equal(100_000, values.Count);
        foreach (var (share, exact) in new[] { (0.5, 50_000), (0.9, 90_000), (0.99, 99_000), (0.999, 99_900) })
        {
            Assert.InRange(values.Quantile(share), exact, exact * 1.0625);
        }
    }

    [Fact]
    public void LabelsInAnyOrder_AreOneSeries()
    {
        using var metrics = new MetricRegistry(_clock);
        var one = metrics.Of("rows", new("venue", "a"), new("node", "b"));
        Assert.Same(one, metrics.Of("rows", new("node", "b"), new("venue", "a")));
        Assert.NotSame(one, metrics.Of("rows", new("node", "b"), new("venue", "c")));
        Assert.NotSame(one, metrics.Of("bytes", new("node", "b"), new("venue", "a")));
        Assert.Equal(["node", "venue"], one.Labels.Select(l => l.Key));
    }

    [Fact]
    public void SeriesBeyondTheLimit_ShareOneOfTheirName()
    {
        using var metrics = new MetricRegistry(_clock, new MetricOptions { MostSeries = 2 });
        var first = metrics.Of("rows", new KeyValuePair<string, string>("symbol", "A"));
        metrics.Of("rows", new KeyValuePair<string, string>("symbol", "B"));
        for (var i = 0; i < 1_000; i++)
        {
            metrics.Of("rows", new KeyValuePair<string, string>("symbol", $"X{i}")).Record(i);
        }

        Assert.Same(first, metrics.Of("rows", new KeyValuePair<string, string>("symbol", "A")));
        Assert.Equal(3, metrics.Series.Count);
        Assert.Equal(1_000, metrics.Refused);
        var other = metrics.Series.Single(s => s.Labels.Any(l => l.Key == MetricRegistry.Other));
        Assert.Equal(1_000, other.Whole().Count);
    }

    [Fact]
    public void NamesBeyondTheLimit_ShareOneSeries()
    {
        using var metrics = new MetricRegistry(_clock, new MetricOptions { MostSeries = 1 });
        for (var i = 0; i < 100; i++)
        {
            metrics.Of($"name{i}").Record(1);
        }

        Assert.Equal(["name0", "name1", "other"], metrics.Series.Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ManyThreads_LoseNothing()
    {
        using var metrics = new MetricRegistry(_clock, new MetricOptions { Stripes = 2 });
        var calls = metrics.Of("call_ns");
        var threads = Enumerable.Range(0, 6).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                calls.Record(i);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        for (var i = 0; i < 50; i++)
        {
            metrics.Close();
        }

        threads.ForEach(t => t.Join());
        Assert.Equal(300_000, calls.Whole().Count);
    }

    [Fact]
    public void EveryValue_IsInOneWindow()
    {
        using var metrics = new MetricRegistry(_clock, new MetricOptions { KeptWindows = 100 });
        var calls = metrics.Of("call_ns");
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 200_000; i++)
            {
                calls.Record(i % 1_000);
            }
        });
        thread.Start();
        for (var i = 0; i < 50; i++)
        {
            metrics.Close();
        }

        thread.Join();
        metrics.Close();
        Assert.Equal(200_000, metrics.Windows.SelectMany(w => w).Sum(w => w.Values.Count));
    }

    [Fact]
    public void OldWindows_AreGivenUp()
    {
        using var metrics = new MetricRegistry(_clock, new MetricOptions { KeptWindows = 3 });
        var calls = metrics.Of("call_ns");
        for (var i = 1; i <= 10; i++)
        {
            calls.Record(i);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal([8L, 9L, 10L], metrics.Windows.Select(w => w[0].Values.Max));
    }

    [Fact]
    public void Recording_AllocatesNothing()
    {
        using var metrics = new MetricRegistry(_clock);
        var calls = metrics.Of("call_ns");
        Assert.Equal(0, Enumerable.Range(0, 5).Min(_ => Allocated())); // the runtime's own, such as compiling again, come once

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = -5; i < 10_000; i++)
            {
                calls.Record(i);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void StripesThatAreNoPowerOfTwo_AreRefused()
    {
        var refused = Assert.Throws<ArgumentException>(() => new MetricRegistry(_clock, new MetricOptions { Stripes = 3 }));
        Assert.Equal("limits must be above 0 and stripes a power of two, these are MetricOptions { Window = 00:00:10, MostSeries = 1000, KeptWindows = 6, Stripes = 3 } (Parameter 'options')", refused.Message);
    }

    private static int Second(DateTimeOffset at) => (int)(at - DateTimeOffset.UnixEpoch).TotalSeconds;
}
