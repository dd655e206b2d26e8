namespace StreamEngine.Runtime;

/// <summary>A figure of an operator's own: a count, or a ratio of two. Those of several workers add up.</summary>
/// <param name="Sum">The count, or what is above the line.</param>
/// <param name="Of">What is below the line; null for a count.</param>
public readonly record struct Measured(double Sum, double? Of)
{
    /// <summary>The figure.</summary>
    public double Value => Of is { } of ? (of == 0 ? 0 : Sum / of) : Sum;

    /// <summary>The figure of two workers.</summary>
    public static Measured operator +(Measured left, Measured right) => new(left.Sum + right.Sum, right.Of is null ? left.Of : (left.Of ?? 0) + right.Of);
}
