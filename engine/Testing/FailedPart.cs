namespace StreamEngine.Testing;

/// <summary>The part of an expectation that was not met.</summary>
public enum FailedPart
{
    /// <summary>None of a port's: the run failed, or its error is another.</summary>
    Run,

    /// <summary>Its rows.</summary>
    Rows,

    /// <summary>Its count.</summary>
    Count,

    /// <summary>Its hash.</summary>
    Hash,

    /// <summary>Nothing is expected yet.</summary>
    Missing,
}
