namespace StreamEngine.Bench.Workloads;

/// <summary>What a level change does.</summary>
internal enum LevelAction : byte
{
    /// <summary>Sets the size at a price.</summary>
    Set,

    /// <summary>Deletes the price.</summary>
    Delete,

    /// <summary>Empties the book: a snapshot follows.</summary>
    Clear,

    /// <summary>Tells that the book is live.</summary>
    Live,
}
