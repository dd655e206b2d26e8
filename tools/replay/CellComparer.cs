using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Whether two values of one column are equal: bit for bit, or within a tolerance. Both columns are read with the same dictionaries.</summary>
/// <param name="tolerance">How far numbers may be apart.</param>
internal sealed class CellComparer(double tolerance)
{
    /// <summary>The comparer of a column.</summary>
    public static CellComparer Of(Field field, DiffOptions options)
    {
        var any = field.Type.Kind is TypeKind.Float64 or TypeKind.Float32 or TypeKind.Vector ? options.Tolerance.GetValueOrDefault(DiffOptions.AnyColumn) : 0;
        return new CellComparer(options.Tolerance.TryGetValue(field.Name, out var own) ? own : any);
    }

    /// <summary>Compares values in columns.</summary>
    public bool AreEqual(Column a, int rowA, Column b, int rowB)
    {
        var isNull = a.IsNull(rowA);
        if (isNull || b.IsNull(rowB))
        {
            return isNull && b.IsNull(rowB);
        }

        return (a, b) switch
        {
            (ValueColumn<long> x, ValueColumn<long> y) => x[rowA] == y[rowB] || AreNear(x[rowA], y[rowB]),
            (ValueColumn<double> x, ValueColumn<double> y) => AreSame(x[rowA], y[rowB]),
            (ValueColumn<int> x, ValueColumn<int> y) => x[rowA] == y[rowB] || AreNear(x[rowA], y[rowB]),
            (ValueColumn<bool> x, ValueColumn<bool> y) => x[rowA] == y[rowB],
            (ValueColumn<byte> x, ValueColumn<byte> y) => x[rowA] == y[rowB],
            (SymbolColumn x, SymbolColumn y) => x.Codes[rowA] == y.Codes[rowB],
            (TextColumn x, TextColumn y) => x[rowA].SequenceEqual(y[rowB]),
            _ => AreEqual(a.Value(rowA), b.Value(rowB)),
        };
    }

    /// <summary>Compares values as <see cref="Column.Value"/> gives them.</summary>
    public bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => AreSame(x, y),
        (float x, float y) => BitConverter.SingleToInt32Bits(x) == BitConverter.SingleToInt32Bits(y) || AreNear(x, y),
        (double[] x, double[] y) => x.Length == y.Length && !x.Where((value, i) => !AreSame(value, y[i])).Any(),
        (float[] x, float[] y) => x.Length == y.Length && !x.Where((value, i) => !AreEqual((object)value, y[i])).Any(),
        (decimal x, decimal y) => x == y || AreNear((double)x, (double)y),
        (long x, long y) => x == y || AreNear(x, y),
        (int x, int y) => x == y || AreNear(x, y),
        _ => Equals(a, b),
    };

    private bool AreSame(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || AreNear(a, b);

    private bool AreNear(double a, double b) => tolerance > 0 && Math.Abs(a - b) <= tolerance;
}
