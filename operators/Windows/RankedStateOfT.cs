namespace StreamEngine.Windows;

/// <summary>The first rows of a window so far, with the values they are ranked by.</summary>
internal sealed class RankedState<T> : RankedState where T : unmanaged, IComparable<T>
{
    /// <summary>The values.</summary>
    public List<T> Values { get; } = [];

    /// <summary>When each came: numbers that rise in stream order.</summary>
    public List<long> Order { get; } = [];

    /// <inheritdoc/>
    public override bool IsTied(int i) => i > 0 && Values[i].CompareTo(Values[i - 1]) == 0;

    /// <inheritdoc/>
    public override bool Clear()
    {
        Slots.Clear();
        Values.Clear();
        Order.Clear();
        return Slots.Capacity <= MostKept;
    }
}
