using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Graph;
using StreamEngine.State;

namespace StreamEngine.Runtime;

/// <summary>An opened pipeline: sources pulled, segments taking turns, sinks awaited, until everything has ended.</summary>
public sealed class Run : IAsyncDisposable
{
    private readonly RunOptions _options;
    private readonly Plan _plan;
    private readonly List<SourcePump> _sources;
    private readonly List<Segment> _segments;
    private readonly List<(BoundNode Node, SinkPump Pump)> _sinks;
    private readonly IReadOnlyList<Edge> _edges;
    private readonly IReadOnlyDictionary<BoundNode, NodeCounters> _counters;
    private readonly IReadOnlyList<(BoundNode Node, NodeCounters Merge)> _fronts;
    private readonly IReadOnlyList<WatchedMerge> _merges;
    private readonly IReadOnlyList<(string Node, KeyTable Keys, BatchOperator Operator)> _operators;
    private readonly IReadOnlyDictionary<PlanStream, TapPoint> _taps;
    private readonly IReadOnlyList<(BoundNode Node, NodeCounters Worker)> _workers;
    private readonly RunViewer _viewer;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _lock = new();
    private Exception? _failure;

    internal Run(Plan plan, RunOptions options, RunParts parts)
    {
        _plan = plan;
        _options = options;
        _sources = parts.Sources;
        _segments = parts.Segments;
        _sinks = parts.Sinks;
        _edges = parts.Edges;
        _counters = parts.Counters;
        _fronts = parts.Fronts;
        _merges = parts.Merges;
        _taps = parts.Taps;
        _operators = parts.Operators;
        _workers = parts.Workers;
        _viewer = new RunViewer(plan, parts, parts.Boundaries, options.Clock);
        foreach (var segment in _segments)
        {
            segment.Failed = Fail;
        }
    }

    /// <summary>Opens a planned pipeline. Sources and sinks touch the outside only from <see cref="Execute"/> on.</summary>
    public static Run Open(Plan plan, RunOptions options) => new(plan, options, new RunBuilder(plan, options).Build());

    /// <summary>Asks the sources to stop; what is in flight is worked off and sinks complete (drain).</summary>
    public void Drain()
    {
        _stop.Cancel();
        foreach (var source in _sources)
        {
            source.Wake();
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>The summary; its <see cref="RunSummary.Failure"/> tells whether the run failed.</returns>
    public async Task<RunSummary> Execute()
    {
        var started = _options.Clock.GetTimestamp();
        try
        {
            foreach (var (node, pump) in _sinks)
            {
                await OnScheduler(() => Open(node, pump));
            }

            var sinks = _sinks.ConvertAll(s => Guard(() => s.Pump.Run(_abort.Token)));
            var sources = _sources.ConvertAll(s => Guard(() => s.Run(_stop.Token)));
            foreach (var part in sources.Concat(_segments.Select(s => s.Done)).Concat(sinks))
            {
                await part; // one by one: Task.WhenAll would complete on the thread pool
            }
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        var elapsed = _options.Clock.GetElapsedTime(started);
        await Close();
        var waits = _merges.Select(m => m.Wait()).OfType<MergeWait>().ToList();
        _viewer.End();
        foreach (var (node, merge) in _fronts)
        {
            _counters[node].In += merge.Pending;
            _counters[node].Pending += merge.Pending;
        }

        foreach (var (node, worker) in _workers)
        {
            _counters[node].Add(worker);
        }

        return new RunSummary(_plan, _counters, _edges, _sources, _sinks, elapsed, _failure, _stop.IsCancellationRequested) { Waits = waits };
    }

    /// <summary>The run as it stands: rows by fate, what waits on the edges, and, where the run measures it, how the time was spent. It does not hold the run up.</summary>
    public Task<RunView> Look() => _viewer.Look();

    /// <summary>The counters of a node as they stand.</summary>
    public NodeCounters Counters(string node) => _counters.First(c => c.Key.Name == node).Value;

    /// <summary>Rows waiting on the edges as they stand, and the limit, by edge.</summary>
    public IReadOnlyList<EdgeState> EdgeStates() => [.. _edges.Select(EdgeState.Of)];

    /// <summary>The edges that can be tapped, inputs first.</summary>
    public IReadOnlyList<TapTarget> TapTargets() => new TapTargets(_plan, _taps).All();

    /// <summary>Ports that nobody reads, by name: they cannot be tapped.</summary>
    public IReadOnlyList<string> UnreadPorts() => new TapTargets(_plan, _taps).Unread();

    /// <summary>Ports whose rows go from the workers of a node to those of its neighbours, by name: they cannot be tapped either.</summary>
    public IReadOnlyList<string> InnerPorts() => new TapTargets(_plan, _taps).Inner();

    /// <summary>Opens a tap.</summary>
    /// <param name="target">Where: one of <see cref="TapTargets"/>.</param>
    /// <param name="where">Which rows, typed against its schema; null for all.</param>
    /// <param name="every">Shows each n-th of them, the first included.</param>
    public Tap Tap(TapTarget target, WhereStep? where = null, long every = 1) => new(target, where, every, _options.Pool);

    /// <summary>The merges that hold rows back, and the input each waits for, as it stands between two batches.</summary>
    /// <returns>A task that ends when each segment has come to the end of a batch.</returns>
    public async Task<IReadOnlyList<MergeWait>> Waits()
    {
        var all = new List<MergeWait>();
        foreach (var merges in _merges.GroupBy(m => m.Segment))
        {
            var answer = new TaskCompletionSource<List<MergeWait>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _segments[merges.Key - 1].Ask(() => answer.TrySetResult([.. merges.Select(m => m.Wait()).OfType<MergeWait>()]));
            all.AddRange(await answer.Task);
        }

        return all;
    }

    /// <summary>
    /// What the operators know, by node. Only behind <see cref="Execute"/> of a run whose sources all stopped at one instant of stream time, vouched for it and closed nothing: then nothing is under way. A parallel node
    /// must have been planned for one worker.
    /// </summary>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var all = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var (node, keys, operation) in _operators)
        {
            using var bytes = new MemoryStream();
            var writer = new StateWriter(bytes);
            keys.Save(writer);
            operation.Save(writer);
            all.Add(node, bytes.ToArray());
        }

        return all;
    }

    /// <summary>Takes over what <see cref="Save"/> gave, before <see cref="Execute"/>.</summary>
    public void Load(IReadOnlyDictionary<string, byte[]> state)
    {
        foreach (var (node, keys, operation) in _operators)
        {
            if (state.TryGetValue(node, out var bytes))
            {
                var reader = new StateReader(new MemoryStream(bytes));
                keys.Load(reader);
                operation.Load(reader);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var segment in _segments)
        {
            segment.Dispose();
        }

        foreach (var edge in _edges)
        {
            edge.Clear();
        }

        _stop.Dispose();
        _abort.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Open(BoundNode node, SinkPump pump)
    {
        try
        {
            await pump.Sink.Open(new SinkContext(node.Name, _plan.Sinks[node].Schema, _options.Console, _options.Pool) { Clock = _options.IsReplay ? null : _options.Clock, WaitClock = _options.Clock }, _abort.Token);
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && _abort.IsCancellationRequested))
        {
            throw new NodeFailedException(node.Name, failure);
        }
    }

    private async Task Guard(Func<Task> part)
    {
        try
        {
            await OnScheduler(part);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private Task OnScheduler(Func<Task> part) =>
        Task.Factory.StartNew(part, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _options.Scheduler).Unwrap();

    private void Fail(Exception failure)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
        }

        _abort.Cancel();
        Drain();
        foreach (var segment in _segments)
        {
            segment.Stop();
        }

        foreach (var (_, pump) in _sinks)
        {
            pump.Wake();
        }
    }

    private async Task Close()
    {
        foreach (var (node, pump) in _sinks)
        {
            try
            {
                await OnScheduler(() => (_failure is null ? pump.Sink.Complete() : pump.Sink.Abandon()).AsTask());
            }
            catch (Exception failure)
            {
                Fail(new NodeFailedException(node.Name, failure));
            }
        }

        foreach (var pump in _sources)
        {
            try
            {
                if (_failure is null)
                {
                    pump.Completion?.Finish();
                }

                await OnScheduler(() => pump.Source.Close().AsTask());
            }
            catch (Exception failure)
            {
                Fail(new NodeFailedException(pump.Node, failure));
            }
        }
    }
}
