namespace StreamEngine.Windows;

/// <summary>A sum and how many values are in it.</summary>
internal sealed class ExactSumState<TSum> where TSum : class, new()
{
    public readonly TSum Sum = new();

    public long Count;

    /// <summary>Values that did not fit; then the sum is not known.</summary>
    public long Beyond;
}
