namespace StreamEngine.Models;

/// <summary>How one tensor of a call is laid out: rows by the first dimension, a row's values one behind the other.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Kind">Type of its values.</param>
/// <param name="Width">Values of one row.</param>
/// <param name="Shape">Its dimensions, the first being the rows of a call.</param>
internal sealed record TensorLayout(string Name, ElementKind Kind, int Width, long[] Shape)
{
    /// <summary>The layout of a tensor in calls of some rows.</summary>
    public static TensorLayout Of(ModelTensor tensor, int rows) => new(tensor.Name, tensor.Kind, (int)tensor.Width!.Value, [rows, .. tensor.Dims!.Skip(1).Select(d => d!.Value)]);
}
