namespace StreamEngine.Cli.Drawing;

/// <summary>A place in a layer: of a vertex, or of a link that passes by.</summary>
internal sealed class LayoutCell
{
    /// <summary>The vertex; −1 for a link that passes.</summary>
    public required int Vertex { get; init; }

    /// <summary>Layer from 0.</summary>
    public required int Layer { get; init; }

    /// <summary>Extent along the layer.</summary>
    public required int Size { get; init; }

    /// <summary>Where it starts along the layer.</summary>
    public int Start { get; set; }

    /// <summary>Its middle.</summary>
    public double Centre => Start + ((Size - 1) / 2.0);

    /// <summary>Cells of the layer before that it hangs on.</summary>
    public List<LayoutCell> Before { get; } = [];

    /// <summary>Cells of the next layer that hang on it.</summary>
    public List<LayoutCell> After { get; } = [];
}
