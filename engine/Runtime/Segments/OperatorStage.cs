using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Runs one operator: merges its inputs in order, filters the main one, ends each run of rows at the next timer, fires timers once the frontier is past them, and forwards the frontier.
/// That a run ends at the next timer is what makes results independent of where batches were cut. A worker of a parallel node also says what caused each row it puts out.
/// </summary>
internal sealed class OperatorStage : IStage
{
    private readonly string _node;
    private readonly BatchOperator _operator;
    private readonly OrderedMerge? _merge;
    private readonly int _onlyRole;
    private readonly IPairOperator? _pairs;
    private readonly FilterStep? _filter;
    private readonly Output _output;
    private readonly StagePorts _ports;
    private readonly ShardCauses? _causes;
    private readonly Func<long>? _reached;
    private readonly bool _countsInput;
    private int _openInlets;
    private long _frontier = StreamTime.Start;
    private long _last = StreamTime.Start;
    private long _ingest;

    /// <param name="node">Its node.</param>
    /// <param name="operator">The operator.</param>
    /// <param name="inletRoles">The input of each inlet.</param>
    /// <param name="filter">What is done to rows of the main input first.</param>
    /// <param name="output">What the operator writes to.</param>
    /// <param name="ports">Where it leaves.</param>
    /// <param name="causes">Of a worker: what says why a row comes out.</param>
    /// <param name="reached">The newest stream time the sources it comes from have reached, asked at the end; of a worker, what its splitter says of them.</param>
    /// <param name="countsInput">Whether it counts the rows that come in; for a worker behind a splitter that does.</param>
    public OperatorStage(string node, BatchOperator @operator, IReadOnlyList<int> inletRoles, FilterStep? filter, Output output, StagePorts ports, ShardCauses? causes = null, Func<long>? reached = null, bool countsInput = true)
    {
        _node = node;
        _operator = @operator;
        _merge = inletRoles.Count > 1 ? new OrderedMerge(inletRoles) : null;
        _onlyRole = inletRoles.Count == 1 ? inletRoles[0] : 0; // another than the main one where that may be left out
        _pairs = filter is null && causes is null && inletRoles is [0, 1] ? @operator as IPairOperator : null;
        _filter = filter;
        _output = output;
        _ports = ports;
        _causes = causes;
        _reached = reached;
        _countsInput = countsInput;
        _openInlets = inletRoles.Count;
    }

    public OrderedMerge? Merge => _merge;

    public long HeldRows => _merge?.HeldRows ?? 0;

    public long NextEvent => Math.Min(_merge?.NextEvent ?? StreamTime.Never, _operator.NextTimer);

    public void OnNext(int inlet, Batch batch)
    {
        try
        {
            _ingest = batch.Ingest;
            _output.Ingest = batch.Ingest;
            _last = Math.Max(_last, Newest(batch));
            _output.Counters.In += _countsInput ? batch.Count : 0;
            if (_causes is not null)
            {
                Take(batch.Count == 0 ? 0 : _causes.RoleOf(batch.Schema), new Rows(batch, 0, batch.Count));
                Finish(batch.Frontier);
                return;
            }

            if (_merge is null)
            {
                Take(_onlyRole, new Rows(batch, 0, batch.Count));
                Finish(batch.Frontier);
                return;
            }

            _output.Counters.Pending += batch.Count;
            _merge.Add(inlet, batch);
            if (_pairs is not null)
            {
                TakePairs(_pairs, _merge);
            }

            while (_merge.TryRelease(out var role, out var rows))
            {
                _output.Counters.Pending -= rows.Count;
                Take(role, rows);
                _merge.Skip(rows.Count);
            }

            Finish(_merge.Frontier);
        }
        catch (Exception failure) when (failure is not (NodeFailedException or RowFailedException or EdgeOverflowException))
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
        _merge?.Dispose();
        _ports.Dispose();
        (_operator as IDisposable)?.Dispose();
    }

    private void Take(int role, Rows rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (role != 0 || _filter is null)
        {
            Drive(role, rows);
            return;
        }

        using var slice = rows.Batch.Slice(rows.Start, rows.Count, rows.Batch.Frontier);
        using var kept = _filter.Run(slice);
        if (kept is not null)
        {
            Drive(role, new Rows(kept, 0, kept.Count));
        }
    }

    /// <summary>Rows of both inputs at once, as far as the operator takes them so.</summary>
    private void TakePairs(IPairOperator pairs, OrderedMerge merge)
    {
        while (_operator.NextTimer == StreamTime.Never && merge.TryReleaseBoth(out var first, out var second) && pairs.TryProcess(first, second, _output))
        {
            _output.Counters.Pending -= first.Count + second.Count;
            merge.SkipBoth(first.Count, second.Count);
        }
    }

    private void Drive(int role, Rows rows)
    {
        while (rows.Count > 0)
        {
            var timer = _operator.NextTimer;
            var count = OrderedMerge.RowsUpTo(rows.Batch, rows.Start, timer, rows.Start + rows.Count);
            if (count == 0)
            {
                Fire(timer);
                continue;
            }

            if (_causes is not null && (count = _causes.Take(rows, role, count)) == 0)
            {
                Flush();
                continue;
            }

            var took = _operator.Process(role, rows.Take(count), _output);
            if (took <= 0 || took > count)
            {
                throw new InvalidOperationException($"the operator took {took} of {count} rows: a bug in the operator");
            }

            rows = rows.Skip(took);
        }
    }

    private void Fire(long timer)
    {
        if (_causes is null)
        {
            _operator.Advance(timer, _output);
        }
        else
        {
            Flush();
            _causes.InTimer = true;
            _operator.Advance(timer, _output);
            Flush();
            _causes.InTimer = false;
        }

        if (_operator.NextTimer < timer)
        {
            throw new InvalidOperationException("a timer was set before the one that fired: a bug in the operator");
        }
    }

    /// <summary>What has been put out leaves, with the causes noted so far.</summary>
    private void Flush()
    {
        _output.Appender?.Flush();
        _operator.Flush(_output);
        for (var port = 0; port < _ports.Count; port++)
        {
            _ports.Flush(port, _ingest);
        }

        _causes!.Forget();
    }

    private void Finish(long frontier)
    {
        if (frontier == StreamTime.Never && _frontier < StreamTime.Never)
        {
            FireUpTo(Math.Max(_last, _reached?.Invoke() ?? StreamTime.Start)); // which input ended last has no meaning, nor how far a frontier was seen to go
            _operator.End();
        }

        if (frontier > _frontier)
        {
            _frontier = frontier;
            FireUpTo(frontier - 1);
        }

        Send();
    }

    private void FireUpTo(long last)
    {
        for (var timer = _operator.NextTimer; timer <= last; timer = _operator.NextTimer)
        {
            Fire(timer);
        }
    }

    private void Send()
    {
        _output.Appender?.Flush();
        _operator.Flush(_output);
        _ports.Finish(_frontier, _ingest);
        _causes?.Forget();
    }

    /// <summary>The stream time a batch reaches: that of its last row, or its frontier when it is not the end.</summary>
    internal static long Reached(Batch batch) => Math.Max(Newest(batch), batch.Frontier < StreamTime.Never ? batch.Frontier : StreamTime.Start);

    /// <summary>Stream time of the last row of a batch.</summary>
    internal static long Newest(Batch batch) => batch.Count > 0 ? batch.At(batch.Count - 1) : StreamTime.Start;
}
