using StreamEngine.Data;

namespace StreamEngine.Windows;

/// <summary>A sum and how many values are in it.</summary>
internal sealed class ExactSumState<TSum> : AggregateState where TSum : class, IExactSum, new()
{
    public readonly TSum Sum = new();

    public long Count;

    /// <summary>Values that did not fit; then the sum is not known.</summary>
    public long Beyond;

    public override bool Clear()
    {
        Sum.Clear();
        (Count, Beyond) = (0, 0);
        return true;
    }
}
