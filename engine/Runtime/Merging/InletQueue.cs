using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>The rows of one input that an ordered merge has not released yet.</summary>
internal sealed class InletQueue(int role) : IDisposable
{
    private const int TimesOfLine = 8;

    private readonly Queue<Batch> _behind = new();
    private Batch? _head;
    private long[] _times = [];
    private int[]? _selected;
    private int _offset;
    private int _next;
    private long _newest = StreamTime.Start;

    /// <summary>The input the rows are for.</summary>
    public int Role => role;

    public long Frontier { get; private set; } = StreamTime.Start;

    public bool IsEmpty => _head is null;

    public long HeldRows { get; private set; }

    /// <summary>Batch the next row stands in.</summary>
    public Batch Head => _head!;

    /// <summary>Which row of it.</summary>
    public int Next => _next;

    /// <summary>Where the next row stands in the columns of <see cref="Head"/>.</summary>
    public int Row => _selected is null ? _offset + _next : _selected[_offset + _next];

    /// <summary>Stream time below which nothing more comes: of the next row, or the frontier.</summary>
    public long Bound => _head is null ? Frontier : _times[Row];

    /// <summary>Stream time below which nothing more comes behind the batch the next row stands in.</summary>
    public long BoundBehind => _behind.TryPeek(out var next) ? next.At(0) : Math.Max(Frontier, Newest); // a batch in the middle of a step may bring a frontier of long before its rows

    /// <summary>Stream time of the newest row held; the start of time when none is.</summary>
    public long Newest => IsEmpty ? StreamTime.Start : _newest;

    /// <summary>For <see cref="MergedRows"/>: the turn in which it took <see cref="Head"/> up; −1 for none.</summary>
    public long MergedTurn { get; set; } = -1;

    /// <summary>For <see cref="MergedRows"/>: the number of <see cref="Head"/> there.</summary>
    public int MergedBatch { get; set; }

    public void Add(Batch batch)
    {
        Frontier = Math.Max(Frontier, batch.Frontier);
        if (batch.Count == 0)
        {
            return;
        }

        HeldRows += batch.Count;
        _newest = batch.At(batch.Count - 1);
        batch.Retain();
        if (_head is null)
        {
            Begin(batch);
        }
        else
        {
            _behind.Enqueue(batch);
        }
    }

    /// <summary>The next rows of its batch up to a stream time.</summary>
    public Rows UpTo(long limit) => _head is null ? default : new Rows(_head, _next, OrderedMerge.RowsUpTo(_head, _next, limit, _head.Count));

    /// <summary>Passes over released rows.</summary>
    public void Skip(int rows)
    {
        _next += rows;
        HeldRows -= rows;
        if (_next == _head!.Count)
        {
            _head.Dispose();
            Begin(_behind.TryDequeue(out var batch) ? batch : null);
        }
        else if (_selected is null)
        {
            FetchAhead(_offset + _next + TimesOfLine);
        }
    }

    public void Dispose()
    {
        _head?.Dispose();
        _head = null;
        while (_behind.TryDequeue(out var batch))
        {
            batch.Dispose();
        }
    }

    /// <summary>Times of many inlets are read in turns, which no processor foresees: the next line of them is asked for in time.</summary>
    private unsafe void FetchAhead(int row)
    {
        if (Sse.IsSupported && row < _times.Length)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref _times[row]));
        }
    }

    private void Begin(Batch? batch)
    {
        _head = batch;
        _next = 0;
        MergedTurn = -1;
        if (batch is not null)
        {
            (_times, _selected, _offset) = batch.Layout;
        }
    }
}
