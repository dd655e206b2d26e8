namespace StreamEngine.Windows;

/// <summary>What an aggregate keeps of some rows.</summary>
internal abstract class AggregateState
{
    /// <summary>Most entries of a table that is used again: clearing one costs what it can hold.</summary>
    protected const int MostKept = 64;

    /// <summary>Back to no rows, to be used again; false when it has grown too large to be kept for that.</summary>
    public abstract bool Clear();
}
