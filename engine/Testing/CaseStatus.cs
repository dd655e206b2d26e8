namespace StreamEngine.Testing;

/// <summary>What became of a case.</summary>
public enum CaseStatus
{
    /// <summary>Everything was as expected.</summary>
    Passed,

    /// <summary>Something was not.</summary>
    Failed,

    /// <summary>The case or its pipeline has problems, so it did not run.</summary>
    Refused,
}
