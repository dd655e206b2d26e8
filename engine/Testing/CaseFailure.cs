using StreamEngine.Config;

namespace StreamEngine.Testing;

/// <summary>One expectation that was not met.</summary>
/// <param name="Place">Where it is written: the cell, the row or the key.</param>
/// <param name="Message">What differs, on one line.</param>
public sealed record CaseFailure(Span Place, string Message)
{
    /// <summary>What was expected; null where it is no rows.</summary>
    public Expectation? Expectation { get; init; }

    /// <summary>What the expectation asks for and did not get.</summary>
    public FailedPart Part { get; init; }

    /// <summary>Whether rows were compared.</summary>
    public bool IsRows => Part is FailedPart.Rows or FailedPart.Count;

    /// <summary>The rows that differ.</summary>
    public IReadOnlyList<RowDifference> Differences { get; init; } = [];

    /// <summary>The rows that came; null where it is no matter of rows.</summary>
    public IReadOnlyList<CaseRow>? Got { get; init; }

    /// <summary>The hash of the rows that came, where one was expected.</summary>
    public string? GotHash { get; init; }

    /// <summary>How many rows came.</summary>
    public long GotCount { get; init; }

    /// <summary>The rows that led to the first difference.</summary>
    public IReadOnlyList<LedRows> Led { get; init; } = [];
}
