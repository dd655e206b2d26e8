namespace StreamEngine.Graph;

/// <summary>The exact sum of the first elements of a vector column, row by row.</summary>
/// <param name="Column">The column.</param>
/// <param name="First">How many of its elements.</param>
public readonly record struct VectorSum(string Column, int First) : IComparable<VectorSum>
{
    /// <inheritdoc/>
    public int CompareTo(VectorSum other) => string.CompareOrdinal(Column, other.Column) is var order && order != 0 ? order : First.CompareTo(other.First);

    /// <summary>As <c>sum(v, first n)</c>.</summary>
    public override string ToString() => $"sum({Column}, first {First.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
}
