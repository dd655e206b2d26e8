namespace StreamEngine.Models;

/// <summary>What a model file declares.</summary>
/// <param name="Inputs">What it must be given, in its order; constants that older files list as inputs are not among them.</param>
/// <param name="Outputs">What it answers, in its order.</param>
/// <param name="Opsets">Versions of its operators by domain.</param>
/// <param name="Metadata">Its <c>metadata_props</c>.</param>
public sealed record ModelFacts(IReadOnlyList<ModelTensor> Inputs, IReadOnlyList<ModelTensor> Outputs, IReadOnlyDictionary<string, long> Opsets, IReadOnlyDictionary<string, string> Metadata);
