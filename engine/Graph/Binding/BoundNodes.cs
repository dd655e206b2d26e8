using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>The nodes of a file as far as they are bound, and what names stand for.</summary>
internal sealed class BoundNodes
{
    /// <summary>By their names.</summary>
    public Dictionary<string, BoundNode> ByName { get; } = new(StringComparer.Ordinal);

    /// <summary>A node for each answer port that is read.</summary>
    public Dictionary<(string Node, string? Port), BoundNode> Answers { get; } = [];

    /// <summary>Ports of nodes whose verb is not known: they may be answer ports.</summary>
    public HashSet<(string Node, string? Port)> Unknown { get; } = [];

    /// <summary>Inputs of templates that read one port: that port.</summary>
    public Dictionary<string, PortRef> Passed { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that a port gives.</summary>
    public static Schema Schema(PortRef port) => port.Node.Ports[port.Port].Schema;

    /// <summary>Whether rows go from one node to another.</summary>
    public static bool Reaches(BoundNode from, BoundNode to)
    {
        var seen = new HashSet<BoundNode> { to };
        var open = new Queue<BoundNode>(seen);
        while (open.TryDequeue(out var node))
        {
            if (ReferenceEquals(node, from))
            {
                return true;
            }

            foreach (var input in node.Inputs.SelectMany(r => r.Ports).Select(p => p.Node).Where(seen.Add))
            {
                open.Enqueue(input);
            }
        }

        return false;
    }

    /// <summary>The port a resolved name stands for; null when there is none or its node failed.</summary>
    public PortRef? Find(InputRef input)
    {
        if (input.Port is null && Passed.TryGetValue(input.Node, out var passed))
        {
            return passed;
        }

        return ByName.TryGetValue(input.Node, out var node) && node.PortIndex(input.Port ?? node.MainPort) is >= 0 and var port ? new PortRef(node, port) : null;
    }
}
