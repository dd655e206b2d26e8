namespace StreamEngine.Windows;

/// <summary>What a window without rows gives.</summary>
public enum EmptyWindow
{
    /// <summary>Nothing.</summary>
    Skip,

    /// <summary>A row of nulls, counts 0.</summary>
    Null,

    /// <summary>The values of the last window with rows.</summary>
    Carry,
}
