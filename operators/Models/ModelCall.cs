namespace StreamEngine.Models;

/// <summary>The one shape in which a model is called.</summary>
/// <param name="Rows">Rows of a call; what rows lack is padded.</param>
/// <param name="Inputs">Tensors it is given, in its order.</param>
/// <param name="Features">Columns that fill them: the values of the first tensor's row, then the second's.</param>
/// <param name="Outputs">Tensors that are read, in its order.</param>
/// <param name="Results">Columns made of them.</param>
internal sealed record ModelCall(int Rows, IReadOnlyList<TensorLayout> Inputs, IReadOnlyList<string> Features, IReadOnlyList<TensorLayout> Outputs, IReadOnlyList<ResultColumn> Results);
