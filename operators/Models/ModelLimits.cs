namespace StreamEngine.Models;

/// <summary>What a model file may be: everything it could make the engine hold or follow is bounded before the runtime sees it.</summary>
internal static class ModelLimits
{
    /// <summary>Bytes of the file.</summary>
    public const long Bytes = 256L << 20;

    /// <summary>Nodes, those of graphs inside graphs among them.</summary>
    public const int Nodes = 100_000;

    /// <summary>Graphs inside one another: branches of <c>If</c>, bodies of <c>Scan</c>.</summary>
    public const int Depth = 8;

    /// <summary>Elements of one tensor.</summary>
    public const long Elements = 64L << 20;

    /// <summary>Dimensions of a tensor.</summary>
    public const int Rank = 8;

    /// <summary>Inputs, outputs, and entries of the metadata.</summary>
    public const int Names = 1_000;

    /// <summary>Bytes of a name or of an entry of the metadata.</summary>
    public const int Text = 1 << 20;

    /// <summary>Values of one row of an input or output.</summary>
    public const int Width = 65_536;

    /// <summary>Bytes of a card.</summary>
    public const long Card = 1L << 20;

    /// <summary>Bytes the runtime may hold for what a model computes on the way.</summary>
    public const uint Arena = 1u << 30;

    /// <summary>Versions of the file format.</summary>
    public static readonly (long Least, long Most) Ir = (3, 11);

    /// <summary>Versions of the operators, by domain.</summary>
    public static readonly IReadOnlyDictionary<string, (long Least, long Most)> Opsets = new Dictionary<string, (long, long)>(StringComparer.Ordinal)
    {
        ["ai.onnx"] = (7, 22),
        ["ai.onnx.ml"] = (1, 5),
    };

    /// <summary>Operators that no bound holds, or whose answers differ from call to call, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Refused = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Loop"] = "may go on for ever",
        ["RandomNormal"] = "draws random numbers",
        ["RandomNormalLike"] = "draws random numbers",
        ["RandomUniform"] = "draws random numbers",
        ["RandomUniformLike"] = "draws random numbers",
        ["Bernoulli"] = "draws random numbers",
        ["Multinomial"] = "draws random numbers",
    };
}
