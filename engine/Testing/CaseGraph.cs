using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Testing;

/// <summary>
/// A bound pipeline made ready for a case: sources bring in the given rows or none, a node whose rows are given becomes a source, sinks only collect, and watched ports have a reader of their own. Nothing
/// outside is touched.
/// </summary>
internal sealed class CaseGraph
{
    private readonly Dictionary<BoundNode, BoundNode> _replaced = [];
    private readonly Dictionary<(string Node, int Port), CollectorSink> _collectors = [];
    private readonly List<BoundNode> _nodes = [];

    private readonly CaseGraph? _before;
    private readonly bool _isLast;

    private CaseGraph(BoundPipeline pipeline, IReadOnlyList<GivenRows> given, CaseSpan span, IReadOnlySet<(string Node, int Port)> watched, CaseGraph? before)
    {
        _before = before;
        _isLast = span.IsLast;
        foreach (var node in pipeline.Nodes)
        {
            var own = given.Where(g => g.Port.Node == node.Name).ToList();
            // what follows the stream time of the rows given goes on doing so
            var changed = own.Count == 0 && node.Instance is Source { Follows: true } ? node
                : node.IsSource || own.Count > 0 ? Given(node, own, span)
                : Connected(node, watched);
            _replaced[node] = changed;
            _nodes.Add(changed);
        }

        foreach (var (name, port) in watched.Where(w => w.Port >= 0).OrderBy(w => w.Node, StringComparer.Ordinal).ThenBy(w => w.Port))
        {
            if (_nodes.Find(n => n.Name == name) is { } node)
            {
                _nodes.Add(Collector(node, port));
            }
        }

        Pipeline = pipeline with { Nodes = _nodes };
    }

    /// <summary>The pipeline to plan and run.</summary>
    public BoundPipeline Pipeline { get; }

    /// <summary>What was collected, by node and port.</summary>
    public IReadOnlyDictionary<(string Node, int Port), CollectorSink> Collected => _collectors;

    /// <summary>Prepares a pipeline that was bound for this run alone.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="given">Rows by port.</param>
    /// <param name="span">The part of stream time it covers.</param>
    /// <param name="watched">Ports whose rows are kept; −1 for what a sink takes.</param>
    /// <param name="before">The run in front, whose collections go on; null for the first.</param>
    public static CaseGraph Of(BoundPipeline pipeline, IReadOnlyList<GivenRows> given, CaseSpan span, IReadOnlySet<(string Node, int Port)> watched, CaseGraph? before = null) =>
        new(pipeline, given, span, watched, before);

    private static BoundNode Given(BoundNode node, List<GivenRows> given, CaseSpan span)
    {
        var source = new GivenSource(given, span);
        return node.IsSource
            ? node with { Instance = source, BatchMax = null }
            : new BoundNode
            {
                Name = node.Name,
                Span = node.Span,
                Verb = GivenSource.Verb,
                Instance = source,
                Ports = [.. node.Ports.Select(p => p with { VerbSchema = p.Schema, Appends = false })],
                Drop = node.Drop,
            };
    }

    private BoundNode Connected(BoundNode node, IReadOnlySet<(string Node, int Port)> watched)
    {
        var inputs = node.Inputs.Select(role => role with { Ports = [.. role.Ports.Select(p => new PortRef(_replaced[p.Node], p.Port))] }).ToList();
        if (!node.IsSink)
        {
            // rows that are expected are not waved off
            var drop = node.Drop.Where(port => !watched.Contains((node.Name, node.PortIndex(port)))).ToHashSet();
            return node with { Inputs = inputs, Drop = drop };
        }

        var isKept = watched.Contains((node.Name, -1));
        var collector = _collectors[(node.Name, -1)] = Collector((node.Name, -1), isKept);
        return node with { Inputs = inputs, Instance = collector, Verb = CollectorSink.Verb, Reads = [isKept ? All(node.Inputs[0].Schema!) : node.Reads[0]] };
    }

    private BoundNode Collector(BoundNode node, int port)
    {
        var collector = _collectors[(node.Name, port)] = Collector((node.Name, port), keeps: true);
        var schema = node.Ports[port].Schema;
        return new BoundNode
        {
            Name = $"expect {new PortRef(node, port)}",
            Span = node.Span,
            Verb = CollectorSink.Verb,
            Instance = collector,
            Inputs = [new BoundRole("in", [new PortRef(node, port)], schema)],
            Reads = [All(schema)],
        };
    }

    private CollectorSink Collector((string Node, int Port) of, bool keeps)
    {
        var collector = _before?.Collected[of] ?? new CollectorSink(keeps);
        collector.IsLast = _isLast;
        return collector;
    }

    private static HashSet<string> All(Schema schema) => [.. schema.Fields.Select(f => f.Name)];
}
