namespace StreamEngine.Joins;

/// <summary>Whose rows let a latest join emit.</summary>
public enum LatestOn
{
    /// <summary>Each left row.</summary>
    Left,

    /// <summary>Each row of either side.</summary>
    Both,
}
