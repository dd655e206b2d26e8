using System.Globalization;
using System.Numerics;
using StreamEngine.Data;

namespace StreamEngine.Models;

/// <summary>A column of the rows that fills one place in each row of a tensor.</summary>
/// <param name="schema">The rows.</param>
/// <param name="name">The column.</param>
/// <param name="tensor">What is filled.</param>
/// <param name="offset">Its place among the tensor's values of a row.</param>
/// <param name="fill">What stands for null.</param>
internal sealed class FeatureColumn(Schema schema, string name, CallTensor tensor, int offset, double fill)
{
    private readonly int _column = schema.IndexOf(name);

    /// <summary>Name of the column.</summary>
    public string Name => name;

    /// <summary>Writes the values of rows, the first at the tensor's first row, and marks those that are beyond the tensor's type.</summary>
    /// <param name="batch">Where the rows stand.</param>
    /// <param name="rows">The physical rows.</param>
    /// <param name="unfit">What is marked, by row of the call.</param>
    public void Fill(Batch batch, ReadOnlySpan<int> rows, bool[] unfit)
    {
        switch (tensor)
        {
            case CallTensor<float> t: From(batch, rows, t, unfit); break;
            case CallTensor<double> t: From(batch, rows, t, unfit); break;
            case CallTensor<int> t: From(batch, rows, t, unfit); break;
            case CallTensor<long> t: From(batch, rows, t, unfit); break;
        }
    }

    /// <summary>Whether the value of a row is one of the tensor's type.</summary>
    public bool Fits(Rows rows, int i)
    {
        var column = rows.Batch.Column(_column);
        return column.IsNull(rows[i]) || tensor switch
        {
            CallTensor<float> when column is ValueColumn<double> c => float.IsFinite((float)c[rows[i]]),
            CallTensor<int> when column is ValueColumn<long> c => c[rows[i]] is >= int.MinValue and <= int.MaxValue,
            _ => true,
        };
    }

    /// <summary>What is wrong with a value that is not.</summary>
    public string Beyond(Rows rows, int i) =>
        string.Create(CultureInfo.InvariantCulture, $"'{name}' is {rows.Batch.Column(_column).Value(rows[i])}, beyond the {Config.OptionNames.ToSnakeCase(tensor.Layout.Kind.ToString())} that the model takes");

    private void From<T>(Batch batch, ReadOnlySpan<int> rows, CallTensor<T> to, bool[] unfit)
        where T : unmanaged, INumber<T>
    {
        switch (batch.Column(_column))
        {
            case ValueColumn<double> c: Copy(rows, c, to, unfit); break;
            case ValueColumn<float> c: Copy(rows, c, to, unfit); break;
            case ValueColumn<long> c: Copy(rows, c, to, unfit); break;
            case ValueColumn<int> c: Copy(rows, c, to, unfit); break;
            case var other: throw new InvalidOperationException($"{other.Type} is no number: a bug in the operator");
        }
    }

    private void Copy<TFrom, T>(ReadOnlySpan<int> rows, ValueColumn<TFrom> column, CallTensor<T> to, bool[] unfit)
        where TFrom : unmanaged, INumber<TFrom>
        where T : unmanaged, INumber<T>
    {
        var values = column.Values;
        var target = to.Values;
        var width = to.Layout.Width;
        var hasNulls = column.HasNulls;
        var narrows = typeof(T) == typeof(float) ? typeof(TFrom) == typeof(double) : typeof(T) == typeof(int) && typeof(TFrom) == typeof(long);
        for (int i = 0, at = offset; i < rows.Length; i++, at += width)
        {
            var row = rows[i];
            if (hasNulls && column.IsNull(row))
            {
                target[at] = T.CreateSaturating(fill);
                continue;
            }

            target[at] = T.CreateSaturating(values[row]);
            if (narrows && (typeof(T) == typeof(float) ? !T.IsFinite(target[at]) : TFrom.CreateTruncating(target[at]) != values[row]))
            {
                unfit[i] = true;
                target[at] = T.Zero;
            }
        }
    }
}
