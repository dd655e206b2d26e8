using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Verification;

/// <summary>One run of a pipeline with tapes in the place of its sinks and, where asked, at every port.</summary>
/// <param name="Tapes">What each was given; sinks by name, in the order of the graph. A port is called <c>node</c> or <c>node.port</c>.</param>
/// <param name="Sources">The sources, by name.</param>
/// <param name="Failure">Why the run failed; null when it did not.</param>
internal sealed record TapedRun(IReadOnlyList<(string Name, TapeSink Tape)> Tapes, IReadOnlyDictionary<string, CutSource> Sources, Exception? Failure)
{
    /// <summary>Runs a pipeline that was bound for this run alone.</summary>
    /// <param name="bound">The pipeline.</param>
    /// <param name="cut">Where the input stops.</param>
    /// <param name="options">What the run is handed.</param>
    /// <param name="samples">Takes the stream times of each source; null when nobody asks.</param>
    /// <param name="ports">Whether to tape every port instead of the sinks.</param>
    /// <param name="keep">Of the tape of a name, the row whose values are kept.</param>
    public static async Task<TapedRun> Of(BoundPipeline bound, Cut cut, RunOptions options, IReadOnlyDictionary<string, TimeSample>? samples = null, bool ports = false, (string Name, long Row)? keep = null)
    {
        var tapes = new List<(string, TapeSink)>();
        var nodes = new List<BoundNode>();
        foreach (var node in bound.Nodes)
        {
            var isSink = IsSink(node);
            nodes.Add(isSink ? node with { Instance = Tape(node.Name, node.Reads[0], !ports) } : node);
            for (var port = 0; ports && !isSink && port < node.Ports.Count; port++)
            {
                nodes.Add(Watch(bound, node, port, Tape));
            }
        }

        var sources = bound.Nodes.Where(n => n.IsSource).ToDictionary(
            n => n.Name, n => new CutSource((Source)n.Instance!, cut.Rows is null ? null : cut.Rows.GetValueOrDefault(n.Name), cut.Until, samples?.GetValueOrDefault(n.Name)));
        options = options with { IsReplay = true, StandIns = sources.ToDictionary(s => s.Key, s => (Source)s.Value) };
        await using var run = Run.Open(Planner.Make(bound with { Nodes = nodes }), options);
        var summary = await run.Execute();
        return new TapedRun(tapes, sources, summary.Failure);

        TapeSink Tape(string name, IReadOnlySet<string> reads, bool isAsked)
        {
            var tape = new TapeSink(reads, keep is { } row && row.Name == name ? row.Row : -1);
            if (isAsked)
            {
                tapes.Add((name, tape));
            }

            return tape;
        }
    }

    /// <summary>The tape of a name.</summary>
    public TapeSink Tape(string name) => Tapes.First(t => t.Name == name).Tape;

    /// <summary>Whether nothing of the pipeline reads what the node takes.</summary>
    private static bool IsSink(BoundNode node) => node is { IsSink: true, Ports.Count: 0 };

    /// <summary>A sink of its own that reads a port.</summary>
    private static BoundNode Watch(BoundPipeline bound, BoundNode node, int port, Func<string, IReadOnlySet<string>, bool, TapeSink> tape)
    {
        var name = node.Ports[port].Name.Length == 0 ? node.Name : $"{node.Name}.{node.Ports[port].Name}";
        HashSet<string> reads = [.. node.Ports[port].Schema.Fields.Select(f => f.Name)];
        return new BoundNode
        {
            Name = $"tape of {name}",
            Span = node.Span,
            Verb = bound.Nodes.First(IsSink).Verb,
            Instance = tape(name, reads, true),
            Inputs = [new BoundRole("in", [new PortRef(node, port)], node.Ports[port].Schema)],
            Reads = [reads],
        };
    }
}
