using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Which ports of a pipeline some case got rows out of. A node whose rows were given is not reached by that: it did not run. A source is.</summary>
public sealed class CaseCoverage
{
    private readonly Dictionary<(string Node, string Port), bool> _ports = [];
    private readonly List<(string Node, string Port)> _order = [];

    /// <summary>Every port of every node, nodes in order; the port of a sink and the main port have the empty name. True where rows were seen.</summary>
    public IReadOnlyList<(string Node, string Port, bool IsReached)> Ports => [.. _order.Select(p => (p.Node, p.Port, _ports[p]))];

    /// <summary>The nodes, true where some port was reached.</summary>
    public IReadOnlyList<(string Node, bool IsReached)> Nodes => [.. _order.Select(p => p.Node).Distinct().Select(n => (n, _ports.Any(p => p.Key.Node == n && p.Value)))];

    /// <summary>Lists the ports of a pipeline, so that what no case reaches is named.</summary>
    public void Know(BoundPipeline pipeline)
    {
        foreach (var node in pipeline.Nodes)
        {
            foreach (var port in node.IsSink ? [""] : node.Ports.Select(p => p.Name))
            {
                if (_ports.TryAdd((node.Name, port), false))
                {
                    _order.Add((node.Name, port));
                }
            }
        }
    }

    internal void Add(BoundPipeline pipeline, BoundCase bound, CaseRun run)
    {
        Know(pipeline);
        foreach (var node in pipeline.Nodes)
        {
            var replaced = !node.IsSource && bound.Given.Any(g => g.Port.Node == node.Name);
            var counters = run.Summary.Nodes.First(n => n.Name == node.Name).Counters;
            for (var i = node.IsSink ? -1 : 0; i < (node.IsSink ? 0 : node.Ports.Count) && !replaced; i++)
            {
                var name = i < 0 ? "" : node.Ports[i].Name;
                var rows = name switch
                {
                    "error" => counters.Error + counters.OutFailed,
                    "late" => counters.Late,
                    "rejected" => counters.Rejected,
                    _ => run.Collected[(node.Name, i)].Count,
                };
                _ports[(node.Name, name)] = _ports.GetValueOrDefault((node.Name, name)) || rows > 0;
            }
        }
    }
}
