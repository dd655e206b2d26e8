using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Replay.Recorder;

/// <summary>A pipeline cut down to what is recorded: some ports, what they need, and a recorder at each.</summary>
public static class RecordedPipeline
{
    /// <summary>Ports that can be recorded, as they are named: <c>node</c> or <c>node.port</c>.</summary>
    public static IReadOnlyList<string> Names(BoundPipeline bound) =>
        [.. bound.Nodes.Where(n => !n.IsSink && n.AnswersOf is null).SelectMany(n => n.Ports.Where(p => !p.IsDead).Select(p => Name(n, p)))];

    /// <summary>Names of the ports of sources.</summary>
    public static IReadOnlyList<string> SourceNames(BoundPipeline bound) => [.. bound.Nodes.Where(n => n.IsSource).SelectMany(n => n.Ports.Where(p => !p.IsDead).Select(p => Name(n, p)))];

    /// <summary>Names of the ports of the sources behind some ports.</summary>
    public static IReadOnlyList<string> SourcesOf(BoundPipeline bound, IReadOnlyCollection<string> ports)
    {
        var needed = Needed(ports.Select(p => Find(bound, p).Node));
        return [.. bound.Nodes.Where(n => n.IsSource && needed.Contains(n)).SelectMany(n => n.Ports.Where(p => !p.IsDead).Select(p => Name(n, p)))];
    }

    /// <summary>The pipeline to run.</summary>
    /// <param name="bound">The whole; it has a sink.</param>
    /// <param name="recorders">The recorder of each port, by its name.</param>
    public static BoundPipeline Of(BoundPipeline bound, IReadOnlyDictionary<string, RecorderSink> recorders)
    {
        var ports = recorders.ToDictionary(r => r.Key, r => Find(bound, r.Key));
        var needed = Needed(ports.Values.Select(p => p.Node));
        var sink = bound.Nodes.First(n => n is { IsSink: true, Ports.Count: 0 }).Verb;
        return bound with
        {
            Nodes =
            [
                .. bound.Nodes.Where(needed.Contains),
                .. ports.Select(p => new BoundNode
                {
                    Name = $"recorder of {p.Key}",
                    Span = p.Value.Node.Span,
                    Verb = sink,
                    Instance = recorders[p.Key],
                    Inputs = [new BoundRole("in", [p.Value], Rows(p.Value))],
                    Reads = [Rows(p.Value).Fields.Select(f => f.Name).ToHashSet()],
                }),
            ],
        };
    }

    private static Schema Rows(PortRef port) => port.Node.Ports[port.Port].Schema;

    private static string Name(BoundNode node, BoundPort port) => port.Name.Length == 0 ? node.Name : $"{node.Name}.{port.Name}";

    private static PortRef Find(BoundPipeline bound, string name)
    {
        var node = bound.Nodes.First(n => n.Ports.Any(p => Name(n, p) == name));
        return new PortRef(node, node.Ports.ToList().FindIndex(p => Name(node, p) == name));
    }

    private static HashSet<BoundNode> Needed(IEnumerable<BoundNode> nodes)
    {
        var needed = new HashSet<BoundNode>();
        var open = new Queue<BoundNode>(nodes);
        while (open.TryDequeue(out var node))
        {
            if (needed.Add(node))
            {
                foreach (var input in node.Inputs.SelectMany(r => r.Ports))
                {
                    open.Enqueue(input.Node);
                }
            }
        }

        return needed;
    }
}
