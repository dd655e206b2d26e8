using System.Numerics;

namespace StreamEngine.Telemetry;

/// <summary>Counts of non-negative values in log-linear buckets: 16 a power of two, so a quantile is within 6.25 % of the true value. Not thread-safe: one writer.</summary>
public sealed class Histogram
{
    private const int SubBits = 4;
    private const int Subs = 1 << SubBits;

    /// <summary>Buckets there are.</summary>
    internal const int Buckets = (64 - SubBits + 1) * Subs;

    private readonly long[] _counts = new long[Buckets];

    /// <summary>Values recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Largest value recorded, exact.</summary>
    public long Max { get; private set; }

    /// <summary>Sum of the values; of those whose bucket alone is known, of its upper edge.</summary>
    public long Sum { get; private set; }

    /// <summary>Records a value; negative ones count as 0.</summary>
    public void Record(long value, long times = 1)
    {
        value = Math.Max(0, value);
        _counts[Bucket(value)] += times;
        Count += times;
        Sum += value * times;
        Max = Math.Max(Max, value);
    }

    /// <summary>Adds counts of a bucket whose values are not known any more: its upper edge stands for them.</summary>
    internal void AddBucket(int bucket, long times)
    {
        _counts[bucket] += times;
        Count += times;
        Sum += times * UpperEdge(bucket);
        Max = times > 0 ? Math.Max(Max, UpperEdge(bucket)) : Max;
    }

    /// <summary>Adds another histogram's counts.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Sum += other.Sum;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The value below which a share of the values lies (upper edge of its bucket, at most <see cref="Max"/>); 0 when empty.</summary>
    public long Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _counts.Length && Count > 0; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
            {
                return Math.Min(Max, UpperEdge(i));
            }
        }

        return Max;
    }

    /// <summary>How many values are at most each bound, bounds rising, and behind them how many there are; a bound inside a bucket counts its values as above. The last is the sum of what was counted, so the row holds while values are recorded.</summary>
    public long[] AtMost(ReadOnlySpan<long> bounds)
    {
        var counts = new long[bounds.Length + 1];
        var (bound, sum) = (0, 0L);
        for (var i = 0; i < _counts.Length; i++)
        {
            while (bound < bounds.Length && UpperEdge(i) > bounds[bound])
            {
                counts[bound++] = sum;
            }

            sum += Volatile.Read(ref _counts[i]);
        }

        counts.AsSpan(bound).Fill(sum);
        return counts;
    }

    /// <summary>The bucket of a value that is not negative.</summary>
    internal static int Bucket(long value)
    {
        if (value < Subs)
        {
            return (int)value;
        }

        var log = BitOperations.Log2((ulong)value);
        return ((log - SubBits + 1) << SubBits) + (int)((value >> (log - SubBits)) & (Subs - 1));
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < Subs)
        {
            return bucket;
        }

        var shift = (bucket >> SubBits) - 1;
        return ((long)(Subs + (bucket & (Subs - 1)) + 1) << shift) - 1;
    }
}
