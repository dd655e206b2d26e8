namespace StreamEngine.Features;

/// <summary>What became of a level from one book row to the next.</summary>
internal enum LevelMove
{
    /// <summary>Its size changed; 0 before or after when it came into the book or left it.</summary>
    Changed,

    /// <summary>It is shown now; whether it was there before is not known.</summary>
    CameIntoView,

    /// <summary>It is not shown any more; whether it is still there is not known.</summary>
    LeftView,
}
