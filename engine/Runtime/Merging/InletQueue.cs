using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>The rows of one input that an ordered merge has not released yet.</summary>
internal sealed class InletQueue(int role) : IDisposable
{
    private readonly Queue<Batch> _batches = new();
    private int _next;
    private long _newest = StreamTime.Start;

    /// <summary>The input the rows are for.</summary>
    public int Role => role;

    public long Frontier { get; private set; } = StreamTime.Start;

    public bool IsEmpty => _batches.Count == 0;

    public long HeldRows { get; private set; }

    /// <summary>Batch the next row stands in.</summary>
    public Batch Head => _batches.Peek();

    /// <summary>Which row of it.</summary>
    public int Next => _next;

    /// <summary>Stream time below which nothing more comes: of the next row, or the frontier.</summary>
    public long Bound => IsEmpty ? Frontier : Head.At(_next);

    /// <summary>Stream time of the newest row held; the start of time when none is.</summary>
    public long Newest => IsEmpty ? StreamTime.Start : _newest;

    public void Add(Batch batch)
    {
        Frontier = Math.Max(Frontier, batch.Frontier);
        if (batch.Count > 0)
        {
            _batches.Enqueue(batch.Retain());
            HeldRows += batch.Count;
            _newest = batch.At(batch.Count - 1);
        }
    }

    /// <summary>Passes over released rows.</summary>
    public void Skip(int rows)
    {
        _next += rows;
        HeldRows -= rows;
        if (_next == Head.Count)
        {
            _batches.Dequeue().Dispose();
            _next = 0;
        }
    }

    public void Dispose()
    {
        while (_batches.TryDequeue(out var batch))
        {
            batch.Dispose();
        }
    }
}
