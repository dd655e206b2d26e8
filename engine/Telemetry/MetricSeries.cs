namespace StreamEngine.Telemetry;

/// <summary>One measured thing with its labels: how its values are spread, in the buckets of <see cref="Histogram"/>. Many threads may record at once; nobody waits, and nothing is allocated but once a stripe.</summary>
/// <remarks>Counts stand in stripes, one for each few threads, so that threads rarely meet; they only grow, and what is read between two looks is their difference, so that no value is lost or counted twice.</remarks>
public sealed class MetricSeries
{
    private readonly long[]?[] _stripes;
    private readonly long[] _seen = new long[Histogram.Buckets];

    internal MetricSeries(string key, string name, IReadOnlyList<KeyValuePair<string, string>> labels, int stripes)
    {
        Key = key;
        Name = name;
        Labels = labels;
        _stripes = new long[stripes][];
    }

    /// <summary>Name and labels in one text, in which series stand in order.</summary>
    internal string Key { get; }

    /// <summary>What is measured, with its unit at the end: <c>call_ns</c>.</summary>
    public string Name { get; }

    /// <summary>Labels by name, in order of their names.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; }

    /// <summary>Records a value; a negative one counts as 0.</summary>
    public void Record(long value)
    {
        var stripes = _stripes;
        var at = Environment.CurrentManagedThreadId & (stripes.Length - 1);
        var counts = stripes[at] ?? Make(at);
        Interlocked.Increment(ref counts[Histogram.Bucket(Math.Max(0, value))]);
    }

    /// <summary>Everything recorded so far.</summary>
    public Histogram Whole()
    {
        var whole = new Histogram();
        for (var bucket = 0; bucket < Histogram.Buckets; bucket++)
        {
            whole.AddBucket(bucket, CountOf(bucket));
        }

        return whole;
    }

    /// <summary>What was recorded since this was last asked. By one thread at a time.</summary>
    internal Histogram TakeNew()
    {
        var fresh = new Histogram();
        for (var bucket = 0; bucket < Histogram.Buckets; bucket++)
        {
            var count = CountOf(bucket);
            fresh.AddBucket(bucket, count - _seen[bucket]);
            _seen[bucket] = count;
        }

        return fresh;
    }

    private long CountOf(int bucket)
    {
        var count = 0L;
        foreach (var stripe in _stripes)
        {
            count += stripe is null ? 0 : Volatile.Read(ref stripe[bucket]);
        }

        return count;
    }

    private long[] Make(int at)
    {
        Interlocked.CompareExchange(ref _stripes[at], new long[Histogram.Buckets], null);
        return _stripes[at]!;
    }
}
