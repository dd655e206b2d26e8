using System.Numerics;
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

    /// <summary>Whether the answers to the first rows of the call are numbers.</summary>
    public bool AreFinite(int rows) => tensor.AreFinite(rows, result.Offset);

    /// <summary>Sets the column.</summary>
    /// <param name="at">Physical row of the column.</param>
    /// <param name="row">Row of the call.</param>
    /// <param name="count">How many rows from there on.</param>
    public void Set(int at, int row, int count = 1)
    {
        switch (column, tensor)
        {
            case (null, _): break;
            case (ScatterColumn<float> c, CallTensor<float> t): Copy(t, row, c.Fill(at, count)); break;
            case (ScatterColumn<double> c, CallTensor<float> t): Copy(t, row, c.Fill(at, count)); break;
            case (ScatterColumn<double> c, CallTensor<double> t): Copy(t, row, c.Fill(at, count)); break;
            case (ScatterColumn<int> c, CallTensor<int> t): Copy(t, row, c.Fill(at, count)); break;
            case (ScatterColumn<long> c, CallTensor<int> t): Copy(t, row, c.Fill(at, count)); break;
            case (ScatterColumn<long> c, CallTensor<long> t): Copy(t, row, c.Fill(at, count)); break;
            default: throw new InvalidOperationException($"{result.Type} of {tensor.Layout.Kind}: a bug in the operator");
        }
    }

    /// <summary>The column's type holds every value of the tensor's.</summary>
    private void Copy<TFrom, TTo>(CallTensor<TFrom> from, int row, Span<TTo> to)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var values = from.Values[((row * _width) + result.Offset)..];
        for (int i = 0, at = 0; i < to.Length; i++, at += _width)
        {
            to[i] = TTo.CreateTruncating(values[at]);
        }
    }
}
