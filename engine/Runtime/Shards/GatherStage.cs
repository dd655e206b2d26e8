using StreamEngine.Data;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Behind the workers of a parallel node, one a port: puts their rows in the order of a serial run. Of one instant first what rows caused, in the order of those rows, then what timers let go, in the order in which it came,
/// and what timers made, in key order. A row leaves when no worker can bring one that goes before it.
/// </summary>
internal sealed class GatherStage : IStage
{
    private const int ShortRun = 64;

    private readonly string _node;
    private readonly Worker[] _workers;
    private readonly PortWriter _writer;
    private readonly StagePorts _ports;
    private readonly Schema _schema;
    private int _openInlets;

    /// <param name="node">The node.</param>
    /// <param name="workers">How many inlets.</param>
    /// <param name="key">Positions of the key's columns in the port's rows.</param>
    /// <param name="writer">Collects short runs.</param>
    /// <param name="ports">Port 0 is the port gathered.</param>
    public GatherStage(string node, int workers, int[] key, PortWriter writer, StagePorts ports)
    {
        _node = node;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new Worker(key, writer.Schema.Fields.Count))];
        _writer = writer;
        _ports = ports;
        _schema = writer.Schema;
        _openInlets = workers;
    }

    public long HeldRows
    {
        get
        {
            var rows = 0L;
            foreach (var worker in _workers)
            {
                rows += worker.Queue.HeldRows;
            }

            return rows;
        }
    }

    public OrderedMerge? Merge => null;

    public long NextEvent
    {
        get
        {
            var least = StreamTime.Never;
            foreach (var worker in _workers)
            {
                least = worker.Queue.IsEmpty ? least : Math.Min(least, worker.Queue.Bound);
            }

            return least;
        }
    }

    public void OnNext(int inlet, Batch batch)
    {
        try
        {
            _workers[inlet].Queue.Add(batch);
            _workers[inlet].Look();
            while (Release(batch.Ingest))
            {
            }

            var frontier = long.MaxValue;
            foreach (var worker in _workers)
            {
                frontier = Math.Min(frontier, worker.Queue.Bound);
            }

            _ports.Finish(frontier, batch.Ingest);
        }
        catch (Exception failure) when (failure is not (NodeFailedException or EdgeOverflowException))
        {
            throw new NodeFailedException(_node, failure);
        }
    }

    public void OnCompleted(int inlet)
    {
        if (--_openInlets == 0)
        {
            _ports.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers)
        {
            worker.Queue.Dispose();
        }

        _ports.Dispose();
    }

    private bool Release(long ingest)
    {
        Worker? best = null, second = null;
        var limit = StreamTime.Never;
        foreach (var worker in _workers)
        {
            if (worker.Queue.IsEmpty)
            {
                limit = Math.Min(limit, worker.Queue.Frontier);
            }
            else if (best is null || worker.CompareTo(best) < 0)
            {
                second = best;
                best = worker;
            }
            else if (second is null || worker.CompareTo(second) < 0)
            {
                second = worker;
            }
        }

        if (best is null || best.At >= limit)
        {
            return false;
        }

        // rows of one batch that go before the others' next one leave together
        var batch = best.Queue.Head;
        var start = best.Queue.Next;
        var count = 0;
        do
        {
            count++;
        }
        while (best.Step() && best.At < limit && (second is null || best.CompareTo(second) < 0));
        Pass(batch, start, count, ingest);
        best.Queue.Skip(count);
        best.Look();
        return true;
    }

    private void Pass(Batch batch, int start, int count, long ingest)
    {
        if (count < ShortRun)
        {
            for (var i = start; i < start + count; i++)
            {
                _writer.Copy(batch, batch.Row(i), batch.At(i));
            }

            return;
        }

        _ports.Flush(0, ingest);
        var columns = new Column?[_schema.Fields.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = _writer.IsNeeded(c) ? batch.Share(c) : null;
        }

        using var plain = batch.WithColumns(_schema, columns);
        _ports[0].Emit(plain.Slice(start, count, StreamTime.Start));
    }

    /// <summary>The next row of a worker.</summary>
    private sealed class Worker(int[] key, int cause) : IComparable<Worker>
    {
        private Batch? _batch;
        private int _row;
        private long _cause;

        public InletQueue Queue { get; } = new(0);

        public long At { get; private set; }

        /// <summary>Looks at the row in front of the queue.</summary>
        public void Look()
        {
            if (!Queue.IsEmpty)
            {
                _batch = Queue.Head;
                Set(Queue.Next);
            }
        }

        /// <summary>Looks at the row behind, of the same batch; false when there is none.</summary>
        public bool Step()
        {
            if (_row + 1 == _batch!.Count)
            {
                return false;
            }

            Set(_row + 1);
            return true;
        }

        public int CompareTo(Worker? other)
        {
            if (At != other!.At)
            {
                return At.CompareTo(other.At);
            }

            if (_cause == other._cause)
            {
                return _cause == ShardColumns.ByKey ? KeyOrder.Compare(Key(), other.Key()) : 0;
            }

            var byTimer = (_cause & 1) - (other._cause & 1);
            return byTimer != 0 ? (int)byTimer : _cause.CompareTo(other._cause);
        }

        private void Set(int row)
        {
            _row = row;
            At = _batch!.At(row);
            _cause = ((ValueColumn<long>)_batch.Column(cause))[_batch.Row(row)];
        }

        private string Key() => KeyTable.TextOf(_batch!, key, _batch!.Row(_row)) ?? "";
    }
}
