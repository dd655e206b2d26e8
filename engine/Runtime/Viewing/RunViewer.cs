using StreamEngine.Graph;
using StreamEngine.Telemetry;
using StreamEngine.Time;

namespace StreamEngine.Runtime;

/// <summary>
/// Looks at a run while it goes on. Counters are plain longs of the segments' threads, so each segment is asked to copy its own between two batches; one that does not answer in time shows what it said last. Sources and sinks
/// are read as they go, until what they say adds up.
/// </summary>
internal sealed class RunViewer
{
    private const int Tries = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly Plan _plan;
    private readonly RunParts _parts;
    private readonly TimeProvider _clock;
    private readonly Dictionary<BoundNode, int[]> _segmentsOf;
    private readonly IReadOnlyList<(PortRef From, BoundNode To, string Role, Edge? Queue)> _edges;
    private readonly Dictionary<BoundNode, NodeCounters> _known = [];
    private readonly Task?[] _asked;
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile bool _isSummed;

    /// <param name="plan">Of the run.</param>
    /// <param name="parts">What it is made of.</param>
    /// <param name="edges">The edge made for each boundary.</param>
    /// <param name="clock">Of the run.</param>
    public RunViewer(Plan plan, RunParts parts, IReadOnlyDictionary<PlanBoundary, Edge> edges, TimeProvider clock)
    {
        (_plan, _parts, _clock) = (plan, parts, clock);
        _segmentsOf = plan.Pipeline.Nodes.ToDictionary(n => n, n => plan.Stages.Where(s => s.Nodes.Contains(n)).Select(s => s.Segment).Distinct().Order().ToArray());
        _asked = new Task?[parts.Segments.Count];
        _edges = [.. plan.Pipeline.Nodes.SelectMany(n => n.Inputs.SelectMany(r => r.Ports.Select(p => (p, n, r.Role, QueueOf(plan, edges, p, n)))))];
    }

    /// <summary>The run has ended: what merges and workers counted goes to the counters of their nodes now.</summary>
    public void End() => _isSummed = true;

    /// <summary>The run as it stands.</summary>
    public async Task<RunView> Look()
    {
        await _one.WaitAsync();
        try
        {
            foreach (var task in Enumerable.Range(0, _asked.Length).Select(Ask).ToList())
            {
                await Answer(task);
            }

            return View();
        }
        finally
        {
            _one.Release();
        }
    }

    private static Edge? QueueOf(Plan plan, IReadOnlyDictionary<PlanBoundary, Edge> edges, PortRef port, BoundNode reader)
    {
        var name = port.Node.Ports[port.Port].Name;
        var boundary = plan.Boundaries.FirstOrDefault(b => ReferenceEquals(b.From.Node, port.Node) && NameOf(b.From) == name
            && b.From.Readers.Any(r => ReferenceEquals(r.Boundary, b) && (r.Stage is null ? ReferenceEquals(r.Node, reader) : r.Stage.Nodes.Contains(reader))));
        return boundary is null ? null : edges[boundary];
    }

    /// <summary>The port of its node a stream leaves by: a chain has one of its own, and failed rows come by name.</summary>
    private static string NameOf(PlanStream stream) =>
        stream.Stage is { Kind: PlanStageKind.Program } chain ? chain.Dead.FirstOrDefault(d => ReferenceEquals(d.Value, stream)).Key.Port ?? ""
        : stream.Port < stream.Node.Ports.Count ? stream.Node.Ports[stream.Port].Name
        : "";

    private Task Ask(int segment)
    {
        if (_asked[segment] is not { IsCompleted: false } open)
        {
            var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _asked[segment] = open = answer.Task;
            _parts.Segments[segment].Ask(() =>
            {
                CopyCounters(segment + 1);
                answer.SetResult();
            });
        }

        return open;
    }

    private async Task Answer(Task asked)
    {
        try
        {
            await asked.WaitAsync(Patience, _clock);
        }
        catch (TimeoutException)
        {
            // a segment in a long batch: what it said last is shown, and what it is going to say next time
        }
    }

    /// <summary>On the thread of a segment, between two batches.</summary>
    private void CopyCounters(int segment)
    {
        foreach (var (node, segments) in _segmentsOf)
        {
            if (segments is [var only] && only == segment && !node.IsSource && !node.IsSink)
            {
                var rows = Sum(node, withMeasures: true);
                lock (_known)
                {
                    _known[node] = rows;
                }
            }
        }
    }

    private NodeCounters Sum(BoundNode node, bool withMeasures)
    {
        var rows = new NodeCounters();
        rows.AddRows(_parts.Counters[node]);
        if (withMeasures)
        {
            rows.AddMeasures(_parts.Counters[node]);
        }

        if (_isSummed)
        {
            return rows;
        }

        foreach (var (_, merge) in _parts.Fronts.Where(f => ReferenceEquals(f.Node, node)))
        {
            var held = Volatile.Read(ref merge.Pending);
            rows.In += held;
            rows.Pending += held;
        }

        foreach (var (_, worker) in _parts.Workers.Where(w => ReferenceEquals(w.Node, node)))
        {
            rows.AddRows(worker);
        }

        return rows;
    }

    private NodeCounters RowsOf(BoundNode node)
    {
        lock (_known)
        {
            if (_known.TryGetValue(node, out var said))
            {
                return said;
            }
        }

        var rows = Sum(node, withMeasures: false);
        for (var i = 0; i < Tries && !(node.IsSource ? rows.Balanced : rows.Undecided >= 0); i++)
        {
            Thread.SpinWait(1 << Math.Min(i, 10));
            rows = Sum(node, withMeasures: false);
        }

        rows.In += Math.Max(0, -rows.Undecided);
        rows.Pending += rows.Undecided;
        return rows;
    }

    private RunView View()
    {
        var segments = _parts.View.Segments.ConvertAll(s => s.Read());
        var pumps = _parts.Sources.ToDictionary(s => s.Node, StringComparer.Ordinal);
        var sinks = _parts.Sinks.ToDictionary(s => s.Node, s => s.Pump);
        var nodes = _plan.Pipeline.Nodes.Select(n => Node(n, segments, pumps.GetValueOrDefault(n.Name), sinks.GetValueOrDefault(n))).ToList();
        var reached = nodes.Select(n => n.Reached ?? StreamTime.Start).DefaultIfEmpty(StreamTime.Start).Max();
        return new RunView(_plan.Pipeline.Name, nodes, [.. _edges.Select(e => new EdgeView(e.From.Node.Name, e.From.Node.Ports[e.From.Port].Name, e.To.Name, e.Role, e.Queue?.State()))],
            segments, [.. _parts.Edges.Select(EdgeState.Of)], reached == StreamTime.Start ? null : reached);
    }

    private NodeView Node(BoundNode node, List<TimeShares> segments, SourcePump? source, SinkPump? sink)
    {
        var stages = _plan.Stages.Where(s => s.Nodes.Contains(node)).Select(s => _parts.View.Stages.GetValueOrDefault(s)).OfType<StageTime>().ToList();
        var steps = stages.ConvertAll(s => s.Steps);
        if (sink is not null)
        {
            steps.Add(sink.Writes);
        }

        var rows = RowsOf(node);
        var findsGaps = node.Verb?.FindsGaps == true;
        return new NodeView(node.Name, node.Verb?.Name, node.IsSource, node.IsSink, _segmentsOf[node], rows, TimeOf(node, stages, segments))
        {
            Steps = steps,
            Latency = sink?.Latency,
            Reached = source is null || source.Reached == StreamTime.Start ? null : source.Reached,
            Lag = source?.Source.Lag,
            Gaps = findsGaps ? rows.Gaps : source?.Source.Gaps,
            Resyncs = findsGaps ? rows.Resyncs : null,
        };
    }

    /// <summary>A pump's time is its own. In a segment a node is busy in its stages, back-pressured as the segment is, and idle for the rest.</summary>
    private TimeShares TimeOf(BoundNode node, List<StageTime> stages, List<TimeShares> segments)
    {
        if (_parts.View.Pumps.TryGetValue(node, out var pump))
        {
            return pump.Read();
        }

        var numbers = _segmentsOf[node];
        if (segments.Count == 0 || numbers.Length == 0)
        {
            return default;
        }

        var all = numbers.Sum(n => segments[n - 1].Total) / numbers.Length;
        var waits = numbers.Sum(n => segments[n - 1].BackPressured) / numbers.Length;
        var busy = Math.Min(stages.Sum(s => s.BusyNs) / numbers.Length, all - waits);
        return new TimeShares(busy, all - waits - busy, waits);
    }
}
