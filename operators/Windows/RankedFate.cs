namespace StreamEngine.Windows;

/// <summary>What became of a row that was to be ranked.</summary>
internal enum RankedFate
{
    /// <summary>It is held, among the first so far.</summary>
    Held,

    /// <summary>Others come before it, or it has no value.</summary>
    Behind,

    /// <summary>It should be held, and there is no room.</summary>
    NoRoom,
}
