using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Testing;

/// <summary>Finds the node and port a key of <c>given</c> or <c>expect</c> names.</summary>
internal sealed class PortLookup(BoundPipeline pipeline, Problems problems)
{
    /// <summary>The port; null when there is none (reported). A sink can be expected, not given.</summary>
    public CasePort? Find(YamlScalar key, bool isGiven)
    {
        if (!isGiven && pipeline.Outputs.TryGetValue(key.Value, out var output) && Node(key.Value) is null)
        {
            return Output(key, output);
        }

        var node = Node(key.Value);
        var dot = key.Value.LastIndexOf('.');
        string? port = null;
        if (node is null && dot > 0)
        {
            node = Node(key.Value[..dot]);
            port = key.Value[(dot + 1)..];
        }

        if (node is null)
        {
            var names = pipeline.Nodes.Select(n => n.Name).Concat(isGiven ? [] : pipeline.Outputs.Keys).ToList();
            var asked = dot > 0 ? key.Value[..dot] : key.Value;
            problems.Add(GraphCodes.UnknownNode, key.Span, null, $"there is no node {ProblemText.Quote(asked)}", Nearest.Question(asked, names) ?? $"the nodes are {string.Join(", ", names.Take(20))}{(names.Count > 20 ? ", …" : "")}");
            return null;
        }

        if (node.IsSink && port is null)
        {
            if (!isGiven)
            {
                return new CasePort(node.Name, -1, node.Name, node.Inputs[0].Schema!);
            }

            problems.Add(GraphCodes.SinkRead, key.Span, node.Name, $"'{node.Name}' is a sink and puts out no rows", "give rows to a source, or to a node in between");
            return null;
        }

        return Port(key, node, port, isGiven);
    }

    /// <summary>What a template puts out under a name.</summary>
    private CasePort? Output(YamlScalar key, IReadOnlyList<PortRef> output)
    {
        if (output is [var only])
        {
            return new CasePort(only.Node.Name, only.Port, key.Value, only.Node.Ports[only.Port].Schema);
        }

        problems.Add(GraphCodes.PortNeeded, key.Span, null, $"output '{key.Value}' is of several nodes: {string.Join(", ", output)}", "name one of them");
        return null;
    }

    private CasePort? Port(YamlScalar key, BoundNode node, string? port, bool isGiven)
    {
        var index = node.PortIndex(port ?? node.MainPort);
        if (index >= 0)
        {
            return new CasePort(node.Name, index, key.Value, isGiven && node.IsSource ? node.Ports[index].VerbSchema : node.Ports[index].Schema);
        }

        var names = node.Ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        if (port is null)
        {
            problems.Add(GraphCodes.PortNeeded, key.Span, node.Name, $"'{node.Name}' has no main port; name one of {string.Join(", ", names)}", $"write {node.Name}.{names[0]}");
        }
        else
        {
            problems.Add(GraphCodes.UnknownPort, key.At(key.Value.Length - port.Length, port.Length), node.Name,
                $"'{node.Name}' has no port '{port}'{(names.Count == 0 ? "" : $"; its ports are {string.Join(", ", names)}")}", Nearest.Question(port, names));
        }

        return null;
    }

    private BoundNode? Node(string name) => pipeline.Nodes.FirstOrDefault(n => n.Name == name);
}
