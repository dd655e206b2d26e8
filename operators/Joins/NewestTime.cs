namespace StreamEngine.Joins;

/// <summary>The kept row of a key with the greatest event time.</summary>
internal struct NewestTime
{
    /// <summary>No row.</summary>
    public static readonly NewestTime None = new() { Ts = long.MinValue };

    /// <summary>Its event time.</summary>
    public long Ts;

    /// <summary>Where it stands; 0 for no row.</summary>
    public int Slot;
}
