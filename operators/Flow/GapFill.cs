namespace StreamEngine.Flow;

/// <summary>What a filled row holds besides time and key.</summary>
public enum GapFill
{
    /// <summary>Nulls.</summary>
    Null,

    /// <summary>The values of the key's last row.</summary>
    Carry,
}
