namespace StreamEngine.Joins;

/// <summary>Where an as-of join looks from a left row's event time.</summary>
public enum AsofDirection
{
    /// <summary>The newest right row at or before it.</summary>
    Backward,

    /// <summary>The oldest right row at or after it.</summary>
    Forward,

    /// <summary>The nearest on either side; of two equally near the one before.</summary>
    Nearest,
}
