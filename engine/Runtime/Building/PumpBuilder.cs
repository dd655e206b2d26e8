using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Makes what pulls the sources and feeds the sinks.</summary>
internal sealed class PumpBuilder
{
    private readonly RunWiring _wiring;
    private readonly List<BoundNode> _followed;
    private readonly SourceSpan _span;

    public PumpBuilder(RunWiring wiring)
    {
        _wiring = wiring;
        _followed = [.. wiring.Plan.Sources.Keys.Where(n => !wiring.Pulled(n).Follows)];
        _span = new SourceSpan(_followed.Count);
        Live = !wiring.Options.IsReplay && wiring.Plan.Sources.Keys.Any(n => wiring.Pulled(n).Vouches)
            ? new LiveTime(wiring.Options.Clock, TimeSpan.FromTicks(wiring.Plan.Pipeline.WaitNs / 100))
            : null;
    }

    /// <summary>Stream time that goes by the clock: only where a source can be silent.</summary>
    public LiveTime? Live { get; }

    public SourcePump MakePump(BoundNode node, IReadOnlyList<PlanStream> streams)
    {
        var counters = _wiring.Counters[node];
        var edges = streams.Select(s => (IReadOnlyList<Edge>)[.. s.Readers.Select(r => r.Boundary).OfType<PlanBoundary>().Distinct().Select(b => _wiring.Edges[b])]).ToList();
        var writers = streams.Select(s => new PortWriter(s.Schema, s.Needed, _wiring.Options.Symbols, _wiring.Options.Pool, s.Readers.Count > 0)).ToList();
        var port = node.PortIndex("error");
        var isRead = port >= 0 && edges[port].Count > 0;
        var dead = new DeadRows(node.Name, node.Span.ToString(), isRead ? new() { ["error"] = writers[port] } : [], node.Drop);
        var errors = new SourceErrors(isRead ? port : -1, isRead ? writers[port] : null, dead, counters);
        var context = new SourceContext(node.Name, writers, node.BatchMax ?? _wiring.Options.BatchMax, _wiring.Options.Symbols, _wiring.Options.Pool, _wiring.Options.Clock, errors)
        {
            IsReplay = _wiring.Options.IsReplay, Others = _span.NewFollower(),
        };
        var taps = streams.Select(s => _wiring.Taps[s] = new TapPoint()).ToList();
        var pump = new SourcePump(node.Name, _wiring.Pulled(node), context, edges, taps, errors, counters, _wiring.Options, Live, Covered(node)) { Time = _wiring.TimeOf(node), Marks = _wiring.Marks.GetValueOrDefault(node.Name) };
        pump.Attach();
        _wiring.Pumps.Add(node, pump);
        return pump;
    }

    public SinkPump MakePump(BoundNode node, PlanStream stream)
    {
        var boundary = stream.Readers.First(r => r.Stage is null && ReferenceEquals(r.Node, node)).Boundary!;
        var countsInput = node.Where is null;
        return new SinkPump(node.Name, (Sink)node.Instance!, _wiring.Edges[boundary], _wiring.Counters[node], countsInput, _wiring.Options.Clock) { Time = _wiring.TimeOf(node), Probe = node.LatencyBudget is null ? null : _wiring.Probe(node, null) };
    }

    /// <summary>Connects sources that acknowledge with the sinks that their rows reach.</summary>
    public void Complete(IReadOnlyList<(BoundNode Node, SinkPump Pump)> sinks)
    {
        foreach (var (node, pump) in _wiring.Pumps.Where(p => p.Value.Source.Acknowledges))
        {
            var reached = sinks.Where(s => _wiring.Upstream(s.Node).Contains(node)).ToList();
            pump.Completion = new Completion(pump.Source, reached.Count);
            for (var i = 0; i < reached.Count; i++)
            {
                if (reached[i].Pump.Sink.WritesThrough)
                {
                    reached[i].Pump.Completions.Add((pump.Completion, i));
                }
            }
        }
    }

    /// <summary>Where a source tells how far it is; null for one that nobody follows.</summary>
    private Action<Batch?, bool>? Covered(BoundNode node)
    {
        var place = _followed.IndexOf(node);
        if (place < 0)
        {
            return null;
        }

        return (batch, closes) =>
        {
            if (batch is null)
            {
                _span.End(place, closes);
            }
            else
            {
                _span.Deliver(place, batch);
            }
        };
    }
}
