using System.Globalization;
using System.Text;
using System.Xml.Linq;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Drawing;

/// <summary>A graph as SVG, left to right, in light or dark as the reader has it. Needs no font or script from outside.</summary>
internal static class SvgGraph
{
    private const int BoxHeight = 44;
    private const int RowGap = 22;
    private const int ColumnGap = 76;
    private const int Margin = 16;
    private const double CharWidth = 7.9;

    private const string Style =
        """
        text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328; }
        .verb { fill: #57606a; font-size: 12px; }
        .label { fill: #57606a; font-size: 11px; paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
        .paper { fill: #ffffff; }
        .box { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.2; }
        .source { fill: #ddf4ff; stroke: #0969da; }
        .sink { fill: #dafbe1; stroke: #1a7f37; }
        .link { fill: none; stroke: #57606a; stroke-width: 1.4; }
        .dead { stroke: #cf222e; stroke-dasharray: 4 3; }
        .tip { fill: #57606a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .verb, .label { fill: #9da7b3; }
          .label { stroke: #0d1117; }
          .paper { fill: #0d1117; }
          .box { fill: #161b22; stroke: #9da7b3; }
          .source { fill: #0c2d6b; stroke: #58a6ff; }
          .sink { fill: #04260f; stroke: #3fb950; }
          .link { stroke: #9da7b3; }
          .dead { stroke: #ff7b72; }
          .tip { fill: #9da7b3; }
        }
        """;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(GraphModel model)
    {
        var layout = new LayeredLayout([.. model.Nodes.Select(_ => BoxHeight)], [.. model.Links.Select(l => (l.From, l.To))], RowGap);
        var widths = layout.Layers.Select(layer => layer.Max(c => c.Vertex < 0 ? 0 : BoxWidth(model.Nodes[c.Vertex]))).ToList();
        var lefts = new List<int> { Margin };
        foreach (var width in widths)
        {
            lefts.Add(lefts[^1] + width + ColumnGap);
        }

        var (right, bottom) = (lefts[^1] - ColumnGap + Margin, layout.Extent + (2 * Margin));
        var root = new XElement(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {right} {bottom}"), new XAttribute("width", right), new XAttribute("height", bottom), new XAttribute("role", "img"),
            new XElement(Svg + "title", model.Pipeline),
            new XElement(Svg + "style", Style),
            new XElement(Svg + "defs", new XElement(Svg + "marker",
                new XAttribute("id", "tip"), new XAttribute("viewBox", "0 0 8 8"), new XAttribute("refX", 7), new XAttribute("refY", 4), new XAttribute("markerWidth", 7),
                new XAttribute("markerHeight", 7), new XAttribute("orient", "auto"), new XElement(Svg + "path", new XAttribute("class", "tip"), new XAttribute("d", "M0 0 L8 4 L0 8 Z")))),
            new XElement(Svg + "rect", new XAttribute("class", "paper"), new XAttribute("width", right), new XAttribute("height", bottom)));
        var labels = new List<XElement>();
        for (var i = 0; i < model.Links.Count; i++)
        {
            Link(root, labels, model, layout, i, lefts);
        }

        for (var i = 0; i < model.Nodes.Count; i++)
        {
            root.Add(Box(model.Nodes[i], lefts[layout.Cells[i].Layer], layout.Cells[i].Start + Margin));
        }

        root.Add(labels);
        return root + "\n";
    }

    private static int BoxWidth(BoundNode node) => (int)(Math.Max(node.Name.Length, GraphModel.VerbText(node).Length) * CharWidth) + 24;

    private static XElement Box(BoundNode node, int x, int y)
    {
        var kind = node.IsSource ? "box source" : node.IsSink ? "box sink" : "box";
        return new XElement(Svg + "g", new XAttribute("transform", $"translate({x} {y})"),
            new XElement(Svg + "rect", new XAttribute("class", kind), new XAttribute("width", BoxWidth(node)), new XAttribute("height", BoxHeight), new XAttribute("rx", 6)),
            new XElement(Svg + "text", new XAttribute("x", 12), new XAttribute("y", 19), node.Name),
            new XElement(Svg + "text", new XAttribute("class", "verb"), new XAttribute("x", 12), new XAttribute("y", 35), GraphModel.VerbText(node)));
    }

    private static void Link(XElement root, List<XElement> labels, GraphModel model, LayeredLayout layout, int number, List<int> lefts)
    {
        var link = model.Links[number];
        var route = layout.Routes[number];
        var x = lefts[route[0].Layer] + BoxWidth(model.Nodes[link.From]);
        var y = Margin + Port(layout, route[0], number, isOut: true);
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{x} {y:0.#}");
        for (var i = 1; i < route.Count; i++)
        {
            var isLast = i == route.Count - 1;
            var toX = lefts[route[i].Layer];
            var toY = Margin + (isLast ? Port(layout, route[i], number, isOut: false) : route[i].Centre);
            var fromX = lefts[route[i].Layer] - ColumnGap;
            path.Append(CultureInfo.InvariantCulture, $" L{fromX} {y:0.#} C{fromX + (ColumnGap / 2)} {y:0.#} {toX - (ColumnGap / 2)} {toY:0.#} {toX} {toY:0.#}");
            y = toY;
        }

        root.Add(new XElement(Svg + "path", new XAttribute("class", link.IsDead ? "link dead" : "link"), new XAttribute("d", path.ToString()), new XAttribute("marker-end", "url(#tip)")));
        if (link.Label.Length > 0)
        {
            var at = Margin + Port(layout, route[0], number, isOut: true) - 7;
            labels.Add(new XElement(Svg + "text", new XAttribute("class", "label"), new XAttribute("x", x + 4), new XAttribute("y", at.ToString("0.#", CultureInfo.InvariantCulture)), link.Label));
        }
    }

    /// <summary>Where a link leaves or enters a box, spread along its side in the order of what is at the other end.</summary>
    private static double Port(LayeredLayout layout, LayoutCell cell, int link, bool isOut)
    {
        var links = Enumerable.Range(0, layout.Routes.Count)
            .Where(l => (isOut ? layout.Routes[l][0] : layout.Routes[l][^1]) == cell)
            .OrderBy(l => (isOut ? layout.Routes[l][1] : layout.Routes[l][^2]).Centre).ToList();
        return cell.Start + (BoxHeight * ((2 * links.IndexOf(link)) + 1) / (2.0 * links.Count));
    }
}
