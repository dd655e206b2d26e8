using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Models;

/// <summary>Options of <see cref="Onnx"/>.</summary>
[Example("x: { from: quotes, onnx: { model: $data/lean.onnx, input: [bid_qty, ask_qty], fill: 0, output: { lean: float32 } } }")]
public sealed record OnnxOptions
{
    /// <summary>Path of the model, an ONNX file. The card beside it (<c>alpha.card.md</c> for <c>alpha.onnx</c>) is read with it.</summary>
    [Required]
    public FilePath Model { get; init; }

    /// <summary>The columns the model is fed with, in its own order; all its features by name when it is not given. Held against <c>streamengine.features</c> of the model's metadata or card.</summary>
    [MaxItems(65_536)]
    public IReadOnlyList<ColumnName> Input { get; init; } = [];

    /// <summary>The results that become columns: name → type. A model of one result that is not named in its card or metadata may have it called anything.</summary>
    [Required, MinItems(1), MaxItems(1_000)]
    public IReadOnlyDictionary<string, ModelValue> Output { get; init; } = new Dictionary<string, ModelValue>();

    /// <summary>What stands for a null of an input; without it a column that may be null is refused.</summary>
    public double? Fill { get; init; }

    /// <summary>SHA-256 the file must have, hexadecimal; any when it is not given.</summary>
    public string? Sha256 { get; init; }
}
