namespace StreamEngine.Flow;

/// <summary>What <see cref="SeenValues"/> says of a row.</summary>
internal enum Sighting
{
    /// <summary>None with its values passed within the horizon: it passes.</summary>
    New,

    /// <summary>One with its values passed.</summary>
    Again,

    /// <summary>It is new, and as many rows of its key are remembered as may be.</summary>
    TooMany,
}
