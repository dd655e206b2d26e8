using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using StreamEngine.Data;

namespace StreamEngine.Models;

/// <summary>Four columns of float64 that stand side by side in the rows of a tensor of float32: filled by lanes, four rows at a time, to the bits of <see cref="FeatureColumn"/>.</summary>
internal sealed class FeatureFour(int[] columns, CallTensor<float> tensor, int offset)
{
    private const int Side = 4;

    private static readonly Vector256<int> Pairs = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);

    /// <summary>Writes the values of rows behind one another, the first at the tensor's first row; false where one is null, no float64, or no number as float32: what was written then has no meaning.</summary>
    /// <param name="batch">Where the rows stand.</param>
    /// <param name="first">The first physical row.</param>
    /// <param name="count">How many rows.</param>
    public bool TryFill(Batch batch, int first, int count)
    {
        var rows = first..(first + count);
        if (!TryRead(batch, 0, rows, out var a) || !TryRead(batch, 1, rows, out var b) || !TryRead(batch, 2, rows, out var c) || !TryRead(batch, 3, rows, out var d))
        {
            return false;
        }

        var width = tensor.Layout.Width;
        var to = tensor.Values[offset..];
        var finite = Vector256<float>.AllBitsSet;
        var row = 0;
        for (; row + Side <= count; row += Side)
        {
            var left = Vector256.Narrow(Vector256.Create(a[row..]), Vector256.Create(b[row..]));
            var right = Vector256.Narrow(Vector256.Create(c[row..]), Vector256.Create(d[row..]));
            finite &= Vector256.IsFinite(left) & Vector256.IsFinite(right);
            var lefts = Vector256.Shuffle(left, Pairs).AsInt64(); // a pair of neighbours of each row
            var rights = Vector256.Shuffle(right, Pairs).AsInt64();
            for (var i = 0; i < Side; i++)
            {
                var pairs = MemoryMarshal.Cast<float, long>(to.Slice((row + i) * width, Side));
                pairs[0] = lefts[i];
                pairs[1] = rights[i];
            }
        }

        var all = Vector256.EqualsAll(finite.AsInt32(), Vector256<int>.AllBitsSet);
        for (; row < count; row++)
        {
            var values = to.Slice(row * width, Side);
            (values[0], values[1], values[2], values[3]) = ((float)a[row], (float)b[row], (float)c[row], (float)d[row]);
            all &= float.IsFinite(values[0]) && float.IsFinite(values[1]) && float.IsFinite(values[2]) && float.IsFinite(values[3]);
        }

        return all;
    }

    private bool TryRead(Batch batch, int place, Range rows, out ReadOnlySpan<double> values)
    {
        var column = batch.Column(columns[place]) as ValueColumn<double>;
        values = column is { HasNulls: false } ? column.Values[rows] : default;
        return column is { HasNulls: false };
    }
}
