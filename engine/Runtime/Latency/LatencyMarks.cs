namespace StreamEngine.Runtime;

/// <summary>When batches passed a node, by the time of their hand-over at the source: the start of a path whose latency is measured. Remembers the last <see cref="Kept"/>.</summary>
internal sealed class LatencyMarks(TimeProvider clock)
{
    private const int Kept = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, (long At, bool IsPassed)> _marks = [];
    private readonly Queue<long> _order = new();

    /// <summary>A batch is about to pass. Who gets its rows may be ahead of the one that hands them over, and counts from here.</summary>
    public void Begin(long ingest) => Set(ingest, isPassed: false);

    /// <summary>A batch has passed; of several with one hand-over the first counts.</summary>
    public void Mark(long ingest) => Set(ingest, isPassed: true);

    /// <summary>When a batch passed; null for one that did not, or is forgotten.</summary>
    public long? Find(long ingest)
    {
        lock (_lock)
        {
            return _marks.TryGetValue(ingest, out var mark) ? mark.At : null;
        }
    }

    private void Set(long ingest, bool isPassed)
    {
        if (ingest == 0)
        {
            return;
        }

        lock (_lock)
        {
            var isKnown = _marks.TryGetValue(ingest, out var mark);
            if (isKnown && (mark.IsPassed || !isPassed))
            {
                return;
            }

            _marks[ingest] = (clock.GetTimestamp(), isPassed);
            if (isKnown)
            {
                return;
            }

            _order.Enqueue(ingest);
            if (_order.Count > Kept)
            {
                _marks.Remove(_order.Dequeue());
            }
        }
    }
}
