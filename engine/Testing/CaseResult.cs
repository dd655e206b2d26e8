namespace StreamEngine.Testing;

/// <summary>What became of one case.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Case">The case.</param>
/// <param name="Status">Passed, failed or refused.</param>
public sealed record CaseResult(CaseFile File, CaseSpec Case, CaseStatus Status)
{
    /// <summary>What was not as expected; empty unless it failed.</summary>
    public IReadOnlyList<CaseFailure> Failures { get; init; } = [];
}
