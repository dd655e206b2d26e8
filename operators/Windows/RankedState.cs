namespace StreamEngine.Windows;

/// <summary>The first rows of a window so far, in order; each stands in a slot of a shelf.</summary>
internal abstract class RankedState : AggregateState
{
    /// <summary>The slots.</summary>
    public List<int> Slots { get; } = [];

    /// <summary>Whether equal values have one rank.</summary>
    public bool Shares { get; init; }

    /// <summary>Whether a row has the same value as the one before it.</summary>
    public abstract bool IsTied(int i);
}
