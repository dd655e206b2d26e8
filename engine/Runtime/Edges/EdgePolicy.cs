namespace StreamEngine.Runtime;

/// <summary>What a boundary does when it is full (DESIGN § 6).</summary>
public enum EdgePolicy
{
    /// <summary>Its producer waits; nothing is lost.</summary>
    Wait,

    /// <summary>The oldest rows go; counted.</summary>
    DropOldest,

    /// <summary>The newest rows go; counted.</summary>
    DropNewest,

    /// <summary>The run fails.</summary>
    Fail,
}
