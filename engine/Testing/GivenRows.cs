namespace StreamEngine.Testing;

/// <summary>What a case brings in at one port.</summary>
/// <param name="Port">The port.</param>
/// <param name="Rows">The rows, by stream time.</param>
/// <param name="Frontiers">Stream times up to which the source vouches, ascending.</param>
internal sealed record GivenRows(CasePort Port, IReadOnlyList<CaseRow> Rows, IReadOnlyList<long> Frontiers);
