namespace StreamEngine.Windows;

/// <summary>How <see cref="Top"/> ranks rows of one value.</summary>
public enum TopTies
{
    /// <summary>In stream order, each its own rank.</summary>
    First,

    /// <summary>All the same rank.</summary>
    All,
}
