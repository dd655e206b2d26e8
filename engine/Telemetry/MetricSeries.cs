namespace StreamEngine.Telemetry;

/// <summary>One measured thing with its labels: how its values are spread, in the buckets of <see cref="Histogram"/>. Many threads may record at once; nobody waits, and nothing is allocated but once a stripe.</summary>
/// <remarks>Counts stand in stripes: the first thread to come to one owns it and alone writes there; threads that find theirs taken share one more. Counts only grow, and what is read between two looks is their difference, so no
/// value is lost or counted twice.</remarks>
public sealed class MetricSeries
{
    private readonly Stripe?[] _stripes;
    private readonly long[] _shared = new long[Histogram.Buckets];
    private readonly long[] _seen = new long[Histogram.Buckets];

    internal MetricSeries(string key, string name, IReadOnlyList<KeyValuePair<string, string>> labels, int stripes)
    {
        Key = key;
        Name = name;
        Labels = labels;
        _stripes = new Stripe[stripes];
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
        var (thread, bucket) = (Environment.CurrentManagedThreadId, Histogram.Bucket(Math.Max(0, value)));
        var stripe = _stripes[thread & (_stripes.Length - 1)] ?? Claim(thread);
        if (stripe.Owner == thread)
        {
            stripe.Counts[bucket]++;
        }
        else
        {
            Interlocked.Increment(ref _shared[bucket]);
        }
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
        var count = Volatile.Read(ref _shared[bucket]);
        foreach (var stripe in _stripes)
        {
            count += stripe is null ? 0 : Volatile.Read(ref stripe.Counts[bucket]);
        }

        return count;
    }

    private Stripe Claim(int thread)
    {
        ref var stripe = ref _stripes[thread & (_stripes.Length - 1)];
        Interlocked.CompareExchange(ref stripe, new Stripe(thread), null);
        return stripe!;
    }

    /// <summary>Counts that one thread writes. A thread that has ended leaves its number to a later one, which goes on.</summary>
    private sealed class Stripe(int owner)
    {
        public readonly int Owner = owner;

        public readonly long[] Counts = new long[Histogram.Buckets];
    }
}
