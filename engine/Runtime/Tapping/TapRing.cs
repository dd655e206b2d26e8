using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>
/// Batches that wait to be looked at by one tap: retained, bounded in rows, bytes and number. What does not fit is not taken, and counted; nothing ever waits for the tap.
/// </summary>
internal sealed class TapRing(long stride) : IDisposable
{
    /// <summary>Most rows that wait.</summary>
    public const int MostRows = 8_192;

    /// <summary>Most bytes of columns that wait, and what one batch more brings.</summary>
    public const long MostBytes = 8L << 20;

    private const int MostBatches = 1_024;

    private readonly Lock _lock = new();
    private readonly Queue<(Batch Batch, long First)> _batches = new();
    private long _rows;
    private long _bytes;
    private long _passed;
    private long _skipped;
    private bool _isClosed;

    /// <summary>Rows that passed on the edge since the tap was opened.</summary>
    public long Passed => Interlocked.Read(ref _passed);

    /// <summary>Rows (of those the stride asks for) that were never taken.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Takes a reference of a lent batch, where there is room and the stride asks for a row of it.</summary>
    public void Offer(Batch batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            var first = _passed;
            _passed += batch.Count;
            var wanted = Wanted(first, batch.Count);
            if (wanted == 0 || _isClosed)
            {
                return;
            }

            var room = (int)Math.Min(batch.Count, MostRows - _rows);
            if (room <= 0 || _bytes >= MostBytes || _batches.Count == MostBatches)
            {
                _skipped += wanted;
                return;
            }

            var taken = room == batch.Count ? batch.Retain() : batch.Slice(0, room, batch.Frontier);
            _skipped += wanted - Wanted(first, room);
            _batches.Enqueue((taken, first));
            _rows += taken.Count;
            _bytes += taken.Bytes;
        }
    }

    /// <summary>The batch that waits longest, now the caller's, and the number of its first row on the edge, from 0.</summary>
    public bool TryTake(out Batch batch, out long first)
    {
        lock (_lock)
        {
            var any = _batches.TryDequeue(out var head);
            (batch, first) = head;
            if (any)
            {
                _rows -= batch.Count;
                _bytes -= batch.Bytes;
            }

            return any;
        }
    }

    /// <summary>Takes nothing more and lets go of what waits.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        while (TryTake(out var batch, out _))
        {
            batch.Dispose();
        }
    }

    /// <summary>How many of the rows have a number that is a multiple of the stride.</summary>
    private long Wanted(long first, long count) => ((first + count + stride - 1) / stride) - ((first + stride - 1) / stride);
}
