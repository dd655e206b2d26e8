namespace StreamEngine.Joins;

/// <summary>A right row as it came.</summary>
internal struct LoggedRow
{
    /// <summary>Its event time.</summary>
    public long Ts;

    /// <summary>Its key.</summary>
    public int Key;

    /// <summary>Where it stands.</summary>
    public int Slot;
}
