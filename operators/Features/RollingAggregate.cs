namespace StreamEngine.Features;

/// <summary>What a rolling window gives.</summary>
public enum RollingAggregate
{
    /// <summary>Values that are not null.</summary>
    Count,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their arithmetic mean.</summary>
    Mean,

    /// <summary>Their sample variance (n − 1).</summary>
    Variance,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,
}
