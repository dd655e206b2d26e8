namespace StreamEngine.Runtime;

/// <summary>When batches passed a node, by the time of their hand-over at the source: the start of a path whose latency is measured. Remembers the last <see cref="Kept"/>.</summary>
internal sealed class LatencyMarks(TimeProvider clock)
{
    private const int Kept = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _passed = [];
    private readonly Queue<long> _order = new();

    /// <summary>A batch has passed; of several with one hand-over the first counts.</summary>
    public void Mark(long ingest)
    {
        lock (_lock)
        {
            if (ingest == 0 || !_passed.TryAdd(ingest, clock.GetTimestamp()))
            {
                return;
            }

            _order.Enqueue(ingest);
            if (_order.Count > Kept)
            {
                _passed.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>When a batch passed; null for one that did not, or is forgotten.</summary>
    public long? Find(long ingest)
    {
        lock (_lock)
        {
            return _passed.TryGetValue(ingest, out var passed) ? passed : null;
        }
    }
}
