using Microsoft.ML.OnnxRuntime;

namespace StreamEngine.Models;

/// <summary>A tensor of a model's call: an array that stays where it is, which the runtime reads or writes in place.</summary>
/// <param name="layout">How it is laid out.</param>
internal abstract class CallTensor(TensorLayout layout) : IDisposable
{
    /// <summary>How it is laid out.</summary>
    public TensorLayout Layout => layout;

    /// <summary>The runtime's view of the array.</summary>
    public abstract OrtValue Value { get; }

    /// <summary>A tensor for a layout.</summary>
    public static CallTensor For(TensorLayout layout) => layout.Kind switch
    {
        ElementKind.Float32 => new CallTensor<float>(layout),
        ElementKind.Float64 => new CallTensor<double>(layout),
        ElementKind.Int32 => new CallTensor<int>(layout),
        ElementKind.Int64 => new CallTensor<long>(layout),
        _ => throw new InvalidOperationException($"a tensor of {layout.Kind}: a bug in the operator"),
    };

    /// <summary>Writes the row before <paramref name="rows"/> over all rows behind it.</summary>
    public abstract void Pad(int rows);

    /// <summary>Whether a value is a number.</summary>
    public abstract bool IsFinite(int row, int offset);

    /// <summary>Whether a value is a number in each of the first rows.</summary>
    public abstract bool AreFinite(int rows, int offset);

    /// <summary>A value in words.</summary>
    public abstract string Text(int row, int offset);

    /// <summary>Fills the tensor with values drawn for the warm-up.</summary>
    public abstract void Draw(WarmUpValues values);

    /// <summary>A copy of all values, as bytes.</summary>
    public abstract byte[] Copy();

    /// <summary>Whether two rows of copies hold the same bits, all that is no number being the same.</summary>
    public abstract bool AreSame(byte[] copy, int row, byte[] other, int otherRow);

    /// <summary>Writes the rows back that were copied, each at another place, or one of them at all places.</summary>
    /// <param name="copy">Made by <see cref="Copy"/>.</param>
    /// <param name="source">The row that goes to each place.</param>
    public abstract void Place(byte[] copy, Func<int, int> source);

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();
}
