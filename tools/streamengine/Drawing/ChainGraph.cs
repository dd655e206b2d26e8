namespace StreamEngine.Cli.Drawing;

/// <summary>A graph whose chains (nodes with one reader, which has no other input) are drawn as one box. Dead letters of many nodes are left to a note.</summary>
internal sealed class ChainGraph
{
    private ChainGraph(GraphModel model, IReadOnlyList<IReadOnlyList<int>> chains, IReadOnlyList<GraphLink> links, IReadOnlyList<GraphLink> noted)
    {
        Model = model;
        Chains = chains;
        Links = links;
        Noted = noted;
    }

    /// <summary>The graph.</summary>
    public GraphModel Model { get; }

    /// <summary>Nodes of each box, top down.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Chains { get; }

    /// <summary>Links between boxes.</summary>
    public IReadOnlyList<GraphLink> Links { get; }

    /// <summary>Links that are written below the drawing.</summary>
    public IReadOnlyList<GraphLink> Noted { get; }

    public static ChainGraph Of(GraphModel model)
    {
        // the implicit sink of the file has an input from every node: drawn, it hides the rest
        var noted = model.Links.Where(l => model.Nodes[l.To].Name == "dead_letters").ToList();
        var drawn = model.Links.Except(noted).ToList();
        var outs = drawn.ToLookup(l => l.From);
        var ins = drawn.ToLookup(l => l.To);
        var chainOf = new Dictionary<int, List<int>>();
        var chains = new List<IReadOnlyList<int>>();
        for (var node = 0; node < model.Nodes.Count; node++)
        {
            if (noted.Count > 0 && model.Nodes[node].Name == "dead_letters")
            {
                continue;
            }

            if (ins[node].Count() == 1 && ins[node].First().From is var before && outs[before].Count() == 1)
            {
                chainOf[node] = chainOf[before];
                chainOf[node].Add(node);
            }
            else
            {
                chainOf[node] = [node];
                chains.Add(chainOf[node]);
            }
        }

        return new ChainGraph(model, chains, [.. drawn.Where(l => chainOf[l.From] != chainOf[l.To])], noted);
    }

    /// <summary>The lines of a box: names, verbs in a column behind them, and the port the line above leaves by.</summary>
    public IReadOnlyList<string> Lines(int chain)
    {
        var nodes = Chains[chain];
        var width = nodes.Max(n => Model.Nodes[n].Name.Length);
        return [.. nodes.Select((node, i) =>
        {
            var port = i == 0 ? "" : Model.Links.First(l => l.To == node).Label;
            var text = $"{Model.Nodes[node].Name.PadRight(width)}  {GraphModel.VerbText(Model.Nodes[node])}";
            return port.Length > 0 ? $"{text} ({port})" : text;
        })];
    }

    /// <summary>The box a node is in.</summary>
    public int ChainOf(int node)
    {
        for (var i = 0; i < Chains.Count; i++)
        {
            if (Chains[i].Contains(node))
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(node), node, "in no chain: a bug in the drawing");
    }
}
