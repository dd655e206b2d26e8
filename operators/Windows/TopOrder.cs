namespace StreamEngine.Windows;

/// <summary>Which values <see cref="Top"/> puts first.</summary>
public enum TopOrder
{
    /// <summary>The greatest.</summary>
    Greatest,

    /// <summary>The least.</summary>
    Least,
}
