using StreamEngine.Graph;

namespace StreamEngine.Cli.Drawing;

/// <summary>The graph of a pipeline as it is drawn: nodes by number, links between them.</summary>
/// <param name="Pipeline">Its name.</param>
/// <param name="Nodes">The nodes, inputs first.</param>
/// <param name="Links">Who reads whom, in rank order of the reader.</param>
internal sealed record GraphModel(string Pipeline, IReadOnlyList<BoundNode> Nodes, IReadOnlyList<GraphLink> Links)
{
    public static GraphModel Of(BoundPipeline pipeline)
    {
        var numbers = new Dictionary<BoundNode, int>();
        foreach (var node in pipeline.Nodes)
        {
            numbers.Add(node, numbers.Count);
        }

        var links = new List<GraphLink>();
        foreach (var node in pipeline.Nodes)
        {
            foreach (var role in node.Inputs)
            {
                foreach (var port in role.Ports)
                {
                    links.Add(new GraphLink(numbers[port.Node], port.Node.Ports[port.Port].Name, numbers[node], role.Role, port.Node.Ports[port.Port].IsDead));
                }
            }
        }

        return new GraphModel(pipeline.Name, pipeline.Nodes, links);
    }

    /// <summary>What stands in a node's box: its verb, or what it does without one.</summary>
    public static string VerbText(BoundNode node) => node.Verb?.Name ?? (node.Where, node.Select) switch
    {
        (not null, not null) => "where, select",
        (not null, null) => "where",
        (null, not null) => "select",
        _ => "merge",
    };
}
