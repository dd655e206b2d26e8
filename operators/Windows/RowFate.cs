namespace StreamEngine.Windows;

/// <summary>What became of a row that came to the windows of its key.</summary>
internal enum RowFate
{
    /// <summary>All its windows have closed.</summary>
    Late,

    /// <summary>It is in windows that were open; nothing is due earlier than before.</summary>
    Taken,

    /// <summary>It opened a window, so something may be due earlier.</summary>
    Opened,
}
