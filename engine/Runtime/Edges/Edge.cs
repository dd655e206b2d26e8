using System.Threading.Tasks.Dataflow;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// A boundary: the only place where rows change threads. A <see cref="BufferBlock{T}"/> fed by <c>Post</c>, with a limit of our own in rows and bytes: credits come back when the
/// consumer is done with a batch, and wake the producer (DESIGN § 6). Overshoot is one batch's output.
/// </summary>
/// <remarks>At every instant <c>sent = received + dropped + queued</c>, in rows.</remarks>
internal sealed class Edge
{
    private const int Together = 16;

    private readonly BufferBlock<Batch> _queue;
    private readonly Lock _lock = new();
    private long _queuedRows;
    private int _queuedBatches;
    private long _openRows;
    private long _openBytes;
    private bool _isClosed;
    private readonly bool _isEager;
    private bool _owesWake;
    private long _asked = StreamTime.Start;

    /// <param name="name">What messages call it.</param>
    /// <param name="schema">Its rows.</param>
    /// <param name="limitRows">Rows that may be open.</param>
    /// <param name="limitBytes">Bytes that may be.</param>
    /// <param name="policy">What happens beyond.</param>
    /// <param name="scheduler">Of the queue.</param>
    /// <param name="isEager">Whether each batch wakes the consumer. If not (a replay, where throughput counts and nobody waits for a row), so many at once do, or <see cref="Flush"/>.</param>
    public Edge(string name, Schema schema, long limitRows, long limitBytes, EdgePolicy policy, TaskScheduler scheduler, bool isEager = true)
    {
        Name = name;
        Schema = schema;
        LimitRows = limitRows;
        LimitBytes = limitBytes;
        Policy = policy;
        _isEager = isEager;
        _queue = new BufferBlock<Batch>(new DataflowBlockOptions { TaskScheduler = scheduler });
    }

    public string Name { get; }

    public Schema Schema { get; }

    public long LimitRows { get; }

    public long LimitBytes { get; }

    public EdgePolicy Policy { get; }

    public IActor? Producer { get; set; }

    /// <summary>Of a live source that vouches; null for every other edge.</summary>
    public Voucher? Voucher { get; set; }

    /// <summary>Stream time a consumer behind a boundary waits for, that its producer may get there.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    public IConsumer? Consumer { get; set; }

    /// <summary>Frontier of the batch that was taken last.</summary>
    public long Frontier { get; private set; } = StreamTime.Start;

    /// <summary>The newest stream time of a row that was taken, or of a frontier but the last.</summary>
    public long Reached { get; private set; } = StreamTime.Start;

    public long Sent { get; private set; }

    public long Received { get; private set; }

    public long Dropped { get; private set; }

    public long QueuedRows => Interlocked.Read(ref _queuedRows);

    public long MostQueuedRows { get; private set; }

    public long MostQueuedBytes { get; private set; }

    public bool IsCompleted { get; private set; }

    /// <summary>Whether nothing waits; read in every step of the consumer for every inlet, hence not the block's own count, which takes a lock.</summary>
    public bool IsEmpty => Volatile.Read(ref _queuedBatches) == 0;

    /// <summary>Whether the producer may go on: always with a policy other than wait; else until the edge is full, and again when half of it has been given back, so that the two do not wake each other batch by batch.</summary>
    public bool HasCredit
    {
        get
        {
            lock (_lock)
            {
                return Policy != EdgePolicy.Wait || !_isClosed;
            }
        }
    }

    private bool IsFull => _openRows >= LimitRows || _openBytes >= LimitBytes;

    /// <summary>Takes over a batch. Nobody is woken: <see cref="Offer"/> and <see cref="Flush"/> do so, when the producer is done with its step.</summary>
    public void Send(Batch batch)
    {
        lock (_lock)
        {
            Sent += batch.Count;
            if (batch.Count > 0 && IsFull && Policy != EdgePolicy.Wait)
            {
                batch = Overflow(batch);
            }

            Account(batch, +1);
            _queuedRows += batch.Count;
            _queuedBatches++;
            MostQueuedRows = Math.Max(MostQueuedRows, _queuedRows);
            MostQueuedBytes = Math.Max(MostQueuedBytes, _openBytes);
            if (!_queue.Post(batch))
            {
                throw new InvalidOperationException($"edge {Name} refused a batch: a bug in the runtime");
            }

            _owesWake = true;
        }
    }

    /// <summary>Something was sent: the consumer is woken, in a replay only for so many batches at once or a full edge.</summary>
    public void Offer()
    {
        if (_isEager || Volatile.Read(ref _queuedBatches) >= Together || !HasCredit)
        {
            Flush();
        }
    }

    /// <summary>The producer pauses: the consumer is woken for what it does not know of yet.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (!_owesWake)
            {
                return;
            }

            _owesWake = false;
        }

        Consumer?.Wake();
    }

    /// <summary>The next batch; the caller gives it back with <see cref="Return"/>.</summary>
    public bool TryTake(out Batch batch)
    {
        lock (_lock)
        {
            if (!_queue.TryReceive(out batch!))
            {
                return false;
            }

            Received += batch.Count;
            _queuedRows -= batch.Count;
            _owesWake &= --_queuedBatches > 0;
            Frontier = Math.Max(Frontier, batch.Frontier);
            Reached = Math.Max(Reached, OperatorStage.Reached(batch));
        }

        return true;
    }

    /// <summary>Stream time has come to <paramref name="time"/> without a batch: its source vouched.</summary>
    public void Advance(long time)
    {
        Frontier = Math.Max(Frontier, time);
        Reached = Math.Max(Reached, time);
    }

    /// <summary>Asks the producer, a segment, to get to a stream time.</summary>
    public void Ask(long time)
    {
        if (time > Interlocked.Read(ref _asked))
        {
            Interlocked.Exchange(ref _asked, time);
            Producer?.Wake();
        }
    }

    /// <summary>The consumer is done with a batch: its credit goes back.</summary>
    public void Return(Batch batch)
    {
        bool wake;
        lock (_lock)
        {
            wake = _isClosed;
            Account(batch, -1);
            wake &= !_isClosed;
        }

        batch.Dispose();
        if (wake)
        {
            Producer?.Wake();
        }
    }

    /// <summary>No more batches will be sent.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            IsCompleted = true;
        }

        Consumer?.Wake();
    }

    /// <summary>The edge as it stands.</summary>
    public EdgeState State()
    {
        lock (_lock)
        {
            return new EdgeState(Name, Sent, Received, Dropped, _queuedRows, MostQueuedRows, MostQueuedBytes, LimitRows, LimitBytes, Policy, _openBytes);
        }
    }

    /// <summary>Lets go of everything queued, after a failure.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            while (_queue.TryReceive(out var batch))
            {
                _queuedBatches--;
                batch.Dispose();
            }
        }
    }

    private Batch Overflow(Batch batch)
    {
        if (Policy == EdgePolicy.Fail)
        {
            throw new EdgeOverflowException(Name, LimitRows, LimitBytes);
        }

        if (Policy == EdgePolicy.DropNewest)
        {
            Dropped += batch.Count;
            using (batch)
            {
                return Batch.Punctuation(batch.Schema, batch.Frontier, batch.Ingest);
            }
        }

        while (IsFull && _queue.TryReceive(out var oldest))
        {
            Dropped += oldest.Count;
            _queuedRows -= oldest.Count;
            _queuedBatches--;
            Account(oldest, -1);
            oldest.Dispose();
        }

        return batch;
    }

    private void Account(Batch batch, int sign)
    {
        _openRows += sign * Math.Max(1, batch.Count);
        _openBytes += sign * batch.Bytes;
        _isClosed = IsFull || (_isClosed && (_openRows > LimitRows / 2 || _openBytes > LimitBytes / 2));
    }
}
