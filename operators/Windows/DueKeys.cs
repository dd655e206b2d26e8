using StreamEngine.Time;

namespace StreamEngine.Windows;

/// <summary>Keys by the time at which they are due, at most one time a key. Many keys are due at one time: the ends of windows of a clock.</summary>
internal sealed class DueKeys
{
    private readonly PriorityQueue<DueBucket, long> _order = new();
    private readonly Dictionary<long, DueBucket> _buckets = [];
    private readonly Stack<DueBucket> _free = new();
    private readonly List<long> _ofKey = [];

    /// <summary>The earliest; <see cref="StreamTime.Never"/> for none.</summary>
    public long Next { get; private set; } = StreamTime.Never;

    /// <summary>Makes room for a key.</summary>
    public void Reserve(int key)
    {
        while (_ofKey.Count <= key)
        {
            _ofKey.Add(StreamTime.Never);
        }
    }

    /// <summary>Puts a key in for a time when that is earlier than the one it is in for.</summary>
    public void Advance(int key, long due)
    {
        if (due >= _ofKey[key])
        {
            return;
        }

        Clear(key);
        _ofKey[key] = due;
        if (!_buckets.TryGetValue(due, out var bucket))
        {
            bucket = _free.TryPop(out var free) ? free : new DueBucket();
            bucket.Due = due;
            _buckets.Add(due, bucket);
            _order.Enqueue(bucket, due);
            Next = Math.Min(Next, due);
        }

        bucket.Keys.Add(key);
        bucket.Live++;
    }

    /// <summary>Takes a key out.</summary>
    public void Clear(int key)
    {
        if (_ofKey[key] == StreamTime.Never)
        {
            return;
        }

        _buckets[_ofKey[key]].Live--;
        _ofKey[key] = StreamTime.Never;
        Clean();
    }

    /// <summary>Takes all keys out.</summary>
    public void Clear()
    {
        _order.Clear();
        _buckets.Clear();
        _ofKey.Clear();
        Next = StreamTime.Never;
    }

    /// <summary>Takes the keys that are due out, in no order.</summary>
    public void Take(long at, List<int> keys)
    {
        while (Next <= at && _order.TryDequeue(out var bucket, out var due))
        {
            foreach (var key in bucket.Keys)
            {
                if (_ofKey[key] == due)
                {
                    _ofKey[key] = StreamTime.Never;
                    keys.Add(key);
                }
            }

            Free(bucket);
            Clean();
        }
    }

    /// <summary>Drops what stands first and is not meant any more.</summary>
    private void Clean()
    {
        while (_order.TryPeek(out var bucket, out _) && bucket.Live == 0)
        {
            Free(_order.Dequeue());
        }

        Next = _order.TryPeek(out _, out var due) ? due : StreamTime.Never;
    }

    private void Free(DueBucket bucket)
    {
        _buckets.Remove(bucket.Due);
        bucket.Keys.Clear();
        bucket.Live = 0;
        _free.Push(bucket);
    }
}
