namespace StreamEngine.Sources.Mapping;

/// <summary>What a step through a file gave.</summary>
internal enum RowRead
{
    /// <summary>The buffer is used up: fill it, or the file has ended.</summary>
    More,

    /// <summary>A row.</summary>
    Row,

    /// <summary>Something that is no row.</summary>
    Fault,
}
