namespace StreamEngine.Cli.Drawing;

/// <summary>
/// Places a directed acyclic graph in layers: by longest path, ordered within a layer by the middle of the neighbours (Sugiyama, Tagawa, Toda 1981), long links as a chain of
/// cells of size 1, one a layer.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 8;

    private readonly int _gap;
    private readonly List<List<LayoutCell>> _layers = [];
    private readonly List<IReadOnlyList<LayoutCell>> _routes = [];

    /// <param name="sizes">Extent of each vertex along its layer.</param>
    /// <param name="links">Links, inputs before outputs in vertex order.</param>
    /// <param name="gap">Least distance of two cells of a layer.</param>
    public LayeredLayout(IReadOnlyList<int> sizes, IReadOnlyList<(int From, int To)> links, int gap)
    {
        _gap = gap;
        Cells = Place(sizes, links);
        foreach (var (from, to) in links)
        {
            _routes.Add(Route(Cells[from], Cells[to]));
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Order(sweep % 2 == 0);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Align(sweep % 2 == 0);
        }

        var least = _layers.Min(layer => layer.Min(c => c.Start));
        foreach (var cell in _layers.SelectMany(l => l))
        {
            cell.Start -= least;
        }
    }

    /// <summary>The cell of each vertex.</summary>
    public IReadOnlyList<LayoutCell> Cells { get; }

    /// <summary>The layers, each in order.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutCell>> Layers => _layers;

    /// <summary>For each link the cells it passes, its ends included.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutCell>> Routes => _routes;

    /// <summary>Extent of the widest layer.</summary>
    public int Extent => _layers.Max(layer => layer.Max(c => c.Start + c.Size));

    private List<LayoutCell> Place(IReadOnlyList<int> sizes, IReadOnlyList<(int From, int To)> links)
    {
        var layer = new int[sizes.Count];
        foreach (var (from, to) in links.OrderBy(l => l.To))
        {
            layer[to] = Math.Max(layer[to], layer[from] + 1);
        }

        for (var v = 0; v < sizes.Count; v++)
        {
            // a source stands just before its first reader
            if (links.All(l => l.To != v) && links.Any(l => l.From == v))
            {
                layer[v] = links.Where(l => l.From == v).Min(l => layer[l.To]) - 1;
            }
        }

        var cells = new List<LayoutCell>();
        for (var v = 0; v < sizes.Count; v++)
        {
            cells.Add(Add(layer[v], v, sizes[v]));
        }

        return cells;
    }

    private LayoutCell Add(int layer, int vertex, int size)
    {
        while (_layers.Count <= layer)
        {
            _layers.Add([]);
        }

        var cell = new LayoutCell { Vertex = vertex, Layer = layer, Size = size };
        _layers[layer].Add(cell);
        return cell;
    }

    private List<LayoutCell> Route(LayoutCell from, LayoutCell to)
    {
        var route = new List<LayoutCell> { from };
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            route.Add(Add(layer, -1, 1));
        }

        route.Add(to);
        for (var i = 1; i < route.Count; i++)
        {
            route[i - 1].After.Add(route[i]);
            route[i].Before.Add(route[i - 1]);
        }

        return route;
    }

    private void Order(bool down)
    {
        foreach (var layer in _layers)
        {
            Pack(layer);
        }

        foreach (var layer in down ? _layers : Enumerable.Reverse(_layers))
        {
            var ordered = layer.OrderBy(c => Middle(down ? c.Before : c.After) ?? c.Centre).ToList();
            layer.Clear();
            layer.AddRange(ordered);
            Pack(layer);
        }
    }

    private void Pack(List<LayoutCell> layer)
    {
        var at = 0;
        foreach (var cell in layer)
        {
            cell.Start = at;
            at += cell.Size + _gap;
        }
    }

    /// <summary>Moves cells towards the middle of their neighbours, as far as the order in the layer lets them.</summary>
    private void Align(bool down)
    {
        foreach (var layer in down ? _layers : Enumerable.Reverse(_layers))
        {
            var wanted = layer.ConvertAll(c => (int)Math.Round((Middle(down ? c.Before : c.After) ?? c.Centre) - ((c.Size - 1) / 2.0)));
            var blocks = new List<(int First, double Start, int Size, int Count)>();
            for (var i = 0; i < layer.Count; i++)
            {
                // cells that would overlap move as one block to the mean of what they want
                blocks.Add((i, wanted[i], layer[i].Size + _gap, 1));
                while (blocks.Count > 1 && blocks[^2].Start + blocks[^2].Size > blocks[^1].Start)
                {
                    var (left, right) = (blocks[^2], blocks[^1]);
                    blocks.RemoveRange(blocks.Count - 2, 2);
                    var start = ((left.Start * left.Count) + ((right.Start - left.Size) * right.Count)) / (left.Count + right.Count);
                    blocks.Add((left.First, start, left.Size + right.Size, left.Count + right.Count));
                }
            }

            foreach (var block in blocks)
            {
                var at = (int)Math.Round(block.Start);
                for (var i = block.First; i < block.First + block.Count; i++)
                {
                    layer[i].Start = at;
                    at += layer[i].Size + _gap;
                }
            }
        }
    }

    private static double? Middle(List<LayoutCell> neighbours) => neighbours.Count == 0 ? null : neighbours.Average(n => n.Centre);
}
