using System.Text;
using System.Text.Json.Nodes;

namespace StreamEngine.Cli.Drawing;

/// <summary>A graph in the languages of other tools.</summary>
internal static class GraphText
{
    /// <summary>Mermaid: <c>flowchart LR</c>. Ids carry a prefix, since mermaid has reserved words.</summary>
    public static string Mermaid(GraphModel model)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var node in model.Nodes)
        {
            var (open, close) = node.IsSource ? ("([", "])") : node.IsSink ? ("[(", ")]") : ("[", "]");
            text.Append($"  n_{node.Name}{open}\"{node.Name}<br/>{GraphModel.VerbText(node)}\"{close}\n");
        }

        foreach (var link in model.Links)
        {
            var arrow = link.IsDead ? "-.->" : "-->";
            var label = link.Label.Length > 0 ? $"|{link.Label}|" : "";
            text.Append($"  n_{model.Nodes[link.From].Name} {arrow}{label} n_{model.Nodes[link.To].Name}\n");
        }

        return text.ToString();
    }

    /// <summary>Graphviz.</summary>
    public static string Dot(GraphModel model)
    {
        var text = new StringBuilder($"digraph \"{model.Pipeline}\" {{\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\"];\n");
        foreach (var node in model.Nodes)
        {
            text.Append($"  \"{node.Name}\" [label=\"{node.Name}\\n{GraphModel.VerbText(node)}\"];\n");
        }

        foreach (var link in model.Links)
        {
            var attributes = (link.Label.Length > 0, link.IsDead) switch
            {
                (true, true) => $" [label=\"{link.Label}\", style=dashed]",
                (true, false) => $" [label=\"{link.Label}\"]",
                (false, true) => " [style=dashed]",
                _ => "",
            };
            text.Append($"  \"{model.Nodes[link.From].Name}\" -> \"{model.Nodes[link.To].Name}\"{attributes};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>An object with <c>pipeline</c>, <c>nodes</c> (name, verb, kind) and <c>edges</c> (from, port, to, role).</summary>
    public static JsonObject Json(GraphModel model) => new()
    {
        ["pipeline"] = model.Pipeline,
        ["nodes"] = new JsonArray([.. model.Nodes.Select(n => new JsonObject { ["name"] = n.Name, ["verb"] = n.Verb?.Name, ["kind"] = n.Verb?.Kind.ToString().ToLowerInvariant() })]),
        ["edges"] = new JsonArray([.. model.Links.Select(l => new JsonObject
        {
            ["from"] = model.Nodes[l.From].Name,
            ["port"] = l.Port,
            ["to"] = model.Nodes[l.To].Name,
            ["role"] = l.Role,
        })]),
    };
}
