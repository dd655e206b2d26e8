namespace StreamEngine.Graph;

/// <summary>What the rows of an operator cost in memory that the garbage collector must take back.</summary>
public enum Allocation
{
    /// <summary>Its declaration does not say.</summary>
    Unknown,

    /// <summary>Nothing a row: arrays come from the pool, and what is kept is kept by key.</summary>
    Nothing,

    /// <summary>Objects or texts for each row.</summary>
    Rows,
}
