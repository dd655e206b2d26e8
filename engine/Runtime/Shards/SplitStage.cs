using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// In front of the workers of a parallel node: merges its inputs in order, sends each row to the worker of its key, by the key's value, and numbers the groups that the gatherer puts back in order. Copies no column.
/// </summary>
internal sealed class SplitStage : IStage
{
    private readonly BoundNode _node;
    private readonly OrderedMerge? _merge;
    private readonly int[] _roles;
    private readonly Schema[] _schemas;
    private readonly KeyTable _keys;
    private readonly PortOutlet[] _workers;
    private readonly NodeCounters _counters;
    private readonly BufferPool _pool;
    private readonly Func<long> _reached;
    private readonly EndOfInput _end;
    private readonly List<int> _workerOf = [];
    private readonly int[][] _rows;
    private readonly int[] _counts;
    private int _openInlets;
    private long _group = -1;
    private int _lastWorker = -1;
    private long _lastAt;
    private long _last = StreamTime.Start;

    /// <param name="node">The node.</param>
    /// <param name="roles">The input of each inlet.</param>
    /// <param name="schemas">Schema of each input with the column for groups; which input a batch is for is told by it.</param>
    /// <param name="keys">Keys of the inputs.</param>
    /// <param name="workers">An outlet a worker.</param>
    /// <param name="counters">The node's.</param>
    /// <param name="pool">Where arrays come from.</param>
    /// <param name="reached">The newest stream time the sources it comes from have reached, asked at the end.</param>
    /// <param name="end">Tells the workers how far stream time came, before they learn that nothing follows.</param>
    public SplitStage(BoundNode node, IReadOnlyList<int> roles, Schema[] schemas, KeyTable keys, PortOutlet[] workers, NodeCounters counters, BufferPool pool, Func<long> reached, EndOfInput end)
    {
        _node = node;
        _roles = [.. roles];
        _merge = roles.Count > 1 ? new OrderedMerge(roles) : null;
        _schemas = schemas;
        _keys = keys;
        _workers = workers;
        _counters = counters;
        _pool = pool;
        _reached = reached;
        _end = end;
        _rows = new int[workers.Length][];
        _counts = new int[workers.Length];
        _openInlets = roles.Count;
    }

    public long HeldRows => _merge?.HeldRows ?? 0;

    public OrderedMerge? Merge => _merge;

    public long NextEvent => _merge?.NextEvent ?? StreamTime.Never;

    public void OnNext(int inlet, Batch batch)
    {
        try
        {
            _counters.In += batch.Count;
            _last = Math.Max(_last, OperatorStage.Newest(batch));
            if (_merge is null)
            {
                Split(_roles[0], new Rows(batch, 0, batch.Count));
                Finish(batch.Frontier, batch.Ingest);
                return;
            }

            _counters.Pending += batch.Count;
            _merge.Add(inlet, batch);
            while (_merge.TryRelease(out var role, out var rows))
            {
                _counters.Pending -= rows.Count;
                Split(role, rows);
                _merge.Skip(rows.Count);
            }

            Finish(_merge.Frontier, batch.Ingest);
        }
        catch (Exception failure) when (failure is not (NodeFailedException or EdgeOverflowException))
        {
            throw new NodeFailedException(_node.Name, failure);
        }
    }

    public void OnCompleted(int inlet)
    {
        if (--_openInlets == 0)
        {
            foreach (var worker in _workers)
            {
                worker.Complete();
            }
        }
    }

    public void Dispose()
    {
        _merge?.Dispose();
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }
    }

    private void Split(int role, Rows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var batch = rows.Batch;
        var groups = _pool.Rent<long>(batch.Capacity);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var worker = WorkerOf(_keys.Ordinal(role, batch, row));
            var at = rows.At(i);
            if (worker != _lastWorker || at != _lastAt)
            {
                _group++;
                _lastWorker = worker;
                _lastAt = at;
            }

            groups[row] = _group;
            var picked = _rows[worker] ??= _pool.Rent<int>(batch.Capacity);
            picked[_counts[worker]++] = row;
        }

        var columns = new Column?[_schemas[role].Fields.Count];
        for (var c = 0; c < columns.Length - 1; c++)
        {
            columns[c] = batch.Share(c);
        }

        columns[^1] = new ValueColumn<long>(ColumnType.Int64, groups, batch.Capacity, null, _pool);
        using var whole = batch.WithColumns(_schemas[role], columns);
        using var numbered = whole.WithFrontier(StreamTime.Start); // the frontier leaves at the end of the step: a merge's may be behind this batch's
        for (var w = 0; w < _workers.Length; w++)
        {
            if (_counts[w] > 0)
            {
                _workers[w].Emit(numbered.Select(_rows[w], _counts[w], _pool));
                _rows[w] = null!;
                _counts[w] = 0;
            }
        }
    }

    private int WorkerOf(int key)
    {
        if (key < 0)
        {
            return 0;
        }

        while (_workerOf.Count <= key)
        {
            _workerOf.Add((int)(Hash(_keys.Text(_workerOf.Count)) % (uint)_workers.Length));
        }

        return _workerOf[key];
    }

    /// <summary>FNV-1a over the key's characters, mixed: the same on every machine and in every run.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash ^= hash >> 15;
        hash *= 2246822519u;
        return hash ^ (hash >> 13);
    }

    private void Finish(long frontier, long ingest)
    {
        if (frontier == StreamTime.Never)
        {
            _end.At = Math.Max(_last, _reached()); // for a worker that had no row there; no frontier, which would go on to the nodes behind
        }

        foreach (var worker in _workers)
        {
            worker.Finish(frontier, ingest);
        }
    }
}
