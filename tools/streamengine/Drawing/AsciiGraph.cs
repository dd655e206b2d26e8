using System.Text;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Drawing;

/// <summary>A graph as boxes top down, within 80 columns; one that is too wide is written as a list.</summary>
internal sealed class AsciiGraph
{
    private const int Gap = 3;

    private readonly ChainGraph _graph;
    private readonly LayeredLayout _layout;
    private readonly IReadOnlyList<IReadOnlyList<string>> _lines;
    private readonly TextCanvas _canvas = new();

    private AsciiGraph(ChainGraph graph)
    {
        _graph = graph;
        _lines = [.. Enumerable.Range(0, graph.Chains.Count).Select(graph.Lines)];
        _layout = new LayeredLayout(
            [.. _lines.Select(l => l.Max(t => t.Length) + 4)], [.. graph.Links.Select(l => (graph.ChainOf(l.From), graph.ChainOf(l.To)))], Gap);
    }

    public static string Of(GraphModel model)
    {
        var graph = ChainGraph.Of(model);
        var drawing = new AsciiGraph(graph);
        var text = drawing._layout.Extent <= Terminal.Width ? drawing.Draw() : List(model);
        return text + Notes(graph);
    }

    private static string List(GraphModel model)
    {
        var text = new StringBuilder();
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            var inputs = model.Links.Where(l => l.To == i).Select(l => l.Port.Length > 0 ? $"{model.Nodes[l.From].Name}.{l.Port}" : model.Nodes[l.From].Name).ToList();
            var line = $"{model.Nodes[i].Name} ({GraphModel.VerbText(model.Nodes[i])}){(inputs.Count > 0 ? " <- " + string.Join(", ", inputs) : "")}";
            text.Append(Wrapped.Lines(line, Terminal.Width - 4, "    ")).Append('\n');
        }

        return text.ToString();
    }

    private static string Notes(ChainGraph graph)
    {
        if (graph.Noted.Count == 0)
        {
            return "";
        }

        var ports = graph.Noted.Select(l => $"{graph.Model.Nodes[l.From].Name}.{l.Port}");
        var sink = graph.Model.Nodes[graph.Noted[0].To];
        return "\n" + Wrapped.Lines($"dead letters ({GraphModel.VerbText(sink)}): {string.Join(", ", ports)}", Terminal.Width, "  ") + "\n";
    }

    private string Draw()
    {
        var y = 0;
        for (var layer = 0; layer < _layout.Layers.Count; layer++)
        {
            var height = _layout.Layers[layer].Max(c => c.Vertex < 0 ? 1 : _lines[c.Vertex].Count + 2);
            foreach (var cell in _layout.Layers[layer])
            {
                if (cell.Vertex < 0)
                {
                    _canvas.Vertical(cell.Start, y - 1, y + height);
                    continue;
                }

                // boxes stand on the lower edge of their layer
                var top = y + height - _lines[cell.Vertex].Count - 2;
                _canvas.Box(cell.Start, top, cell.Size, _lines[cell.Vertex]);
                if (top > y)
                {
                    foreach (var x in InPorts(cell))
                    {
                        _canvas.Vertical(x, y - 1, top);
                    }
                }
            }

            y += height;
            if (layer + 1 < _layout.Layers.Count)
            {
                y += Channel(layer, y);
            }
        }

        return _canvas.ToString();
    }

    /// <summary>Draws the links between a layer and the next, bends that would touch on rows of their own.</summary>
    /// <returns>Rows taken.</returns>
    private int Channel(int layer, int top)
    {
        var hops = new List<(int From, int To, string Label)>();
        for (var link = 0; link < _layout.Routes.Count; link++)
        {
            var route = _layout.Routes[link];
            var step = layer - route[0].Layer;
            if (step >= 0 && step + 1 < route.Count)
            {
                hops.Add((OutPort(link, step), InPort(link, step + 1), step == 0 ? _graph.Links[link].Label : ""));
            }
        }

        var rows = BendRows(hops);
        var label = hops.Exists(h => h.Label.Length > 0) ? 1 : 0;
        var height = Math.Max(1, label + (rows.Count > 0 ? rows.Values.Max() + 2 : 0));
        foreach (var hop in hops)
        {
            if (hop.From == hop.To)
            {
                _canvas.Vertical(hop.From, top - 1, top + height);
                continue;
            }

            var row = top + label + rows[hop];
            _canvas.Vertical(hop.From, top - 1, row);
            _canvas.Horizontal(row, hop.From, hop.To);
            _canvas.Vertical(hop.To, row, top + height);
        }

        foreach (var hop in hops.Where(h => h.Label.Length > 0))
        {
            var right = hop.From + 2;
            var left = hop.From - 1 - hop.Label.Length;
            if (_canvas.IsFree(right, top, hop.Label.Length) && right + hop.Label.Length <= Terminal.Width)
            {
                _canvas.Text(right, top, hop.Label);
            }
            else if (left >= 0 && _canvas.IsFree(left, top, hop.Label.Length))
            {
                _canvas.Text(left, top, hop.Label);
            }
        }

        return height;
    }

    /// <summary>A row for each hop that bends: one that comes down where another leaves is drawn below it.</summary>
    private static Dictionary<(int From, int To, string Label), int> BendRows(List<(int From, int To, string Label)> hops)
    {
        var rows = new Dictionary<(int From, int To, string Label), int>();
        var bends = hops.Where(h => h.From != h.To).Distinct().OrderBy(h => hops.Count(o => o.From == h.To && o.From != o.To)).ThenBy(h => h.From);
        foreach (var hop in bends)
        {
            var row = 0;
            while (rows.Any(r => r.Value == row && Touch(r.Key, hop)))
            {
                row++;
            }

            var below = rows.Where(r => r.Key.From == hop.To).Select(r => r.Value + 1).DefaultIfEmpty(0).Max();
            rows[hop] = Math.Max(row, below);
        }

        return rows;
    }

    private static bool Touch((int From, int To, string Label) a, (int From, int To, string Label) b) =>
        Math.Min(a.From, a.To) <= Math.Max(b.From, b.To) && Math.Min(b.From, b.To) <= Math.Max(a.From, a.To);

    private int OutPort(int link, int step)
    {
        var cell = _layout.Routes[link][step];
        if (cell.Vertex < 0)
        {
            return cell.Start;
        }

        var links = Enumerable.Range(0, _layout.Routes.Count).Where(l => _layout.Routes[l][0] == cell).OrderBy(l => _layout.Routes[l][1].Centre).ToList();
        return Spread(cell, links.IndexOf(link), links.Count);
    }

    private int InPort(int link, int step)
    {
        var cell = _layout.Routes[link][step];
        return cell.Vertex < 0 ? cell.Start : Spread(cell, InLinks(cell).IndexOf(link), InLinks(cell).Count);
    }

    private List<int> InLinks(LayoutCell cell) =>
        [.. Enumerable.Range(0, _layout.Routes.Count).Where(l => _layout.Routes[l][^1] == cell).OrderBy(l => _layout.Routes[l][^2].Centre)];

    private IEnumerable<int> InPorts(LayoutCell cell)
    {
        var count = InLinks(cell).Count;
        return Enumerable.Range(0, count).Select(i => Spread(cell, i, count));
    }

    private static int Spread(LayoutCell cell, int place, int count) => cell.Start + (cell.Size * ((2 * place) + 1) / (2 * count));
}
