using StreamEngine.Data;

namespace StreamEngine.Models;

/// <summary>A result of the model on its way into a column.</summary>
/// <param name="tensor">What the model writes.</param>
/// <param name="result">Which of it.</param>
/// <param name="column">The column; null when nobody reads it.</param>
internal sealed class AnswerColumn(CallTensor tensor, ResultColumn result, ScatterColumn? column)
{
    private readonly int _width = tensor.Layout.Width;

    /// <summary>Name of the column.</summary>
    public string Name => result.Name;

    /// <summary>Whether the answer to a row of the call is a number.</summary>
    public bool IsFinite(int row) => tensor.IsFinite(row, result.Offset);

    /// <summary>The answer to a row in words.</summary>
    public string Text(int row) => tensor.Text(row, result.Offset);

    /// <summary>Sets the column.</summary>
    /// <param name="at">Physical row of the column.</param>
    /// <param name="row">Row of the call.</param>
    public void Set(int at, int row)
    {
        var from = (row * _width) + result.Offset;
        switch (column, tensor)
        {
            case (null, _): break;
            case (ScatterColumn<float> c, CallTensor<float> t): c.Set(at, t.Values[from]); break;
            case (ScatterColumn<double> c, CallTensor<float> t): c.Set(at, (double)t.Values[from]); break;
            case (ScatterColumn<double> c, CallTensor<double> t): c.Set(at, t.Values[from]); break;
            case (ScatterColumn<int> c, CallTensor<int> t): c.Set(at, t.Values[from]); break;
            case (ScatterColumn<long> c, CallTensor<int> t): c.Set(at, (long)t.Values[from]); break;
            case (ScatterColumn<long> c, CallTensor<long> t): c.Set(at, t.Values[from]); break;
            default: throw new InvalidOperationException($"{result.Type} of {tensor.Layout.Kind}: a bug in the operator");
        }
    }
}
