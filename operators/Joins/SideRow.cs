namespace StreamEngine.Joins;

/// <summary>What a join by event time asks of a row of either side, in one place.</summary>
internal struct SideRow
{
    /// <summary>Stream time.</summary>
    public long At;

    /// <summary>Event time.</summary>
    public long Ts;

    /// <summary>Of a left row: the least event time of a right row that belongs to it.</summary>
    public long Least;

    /// <summary>Ordinal of its key.</summary>
    public int Key;

    /// <summary>Of a right row: where it stands. Of a left row: where its match stands, 0 for none.</summary>
    public int Slot;
}
