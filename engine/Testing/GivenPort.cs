namespace StreamEngine.Testing;

/// <summary>Rows given to a port.</summary>
/// <param name="Port">The port.</param>
/// <param name="Rows">The rows written in the file.</param>
/// <param name="Columns">Columns that are written, for showing them.</param>
/// <param name="Slice">The file to take rows from instead; null for written rows.</param>
public sealed record GivenPort(CasePort Port, IReadOnlyList<CaseRow> Rows, IReadOnlyList<string> Columns, FileSlice? Slice)
{
    /// <summary>Stream times up to which the source vouches, ascending.</summary>
    public IReadOnlyList<long> Frontiers { get; init; } = [];

    /// <summary>Stream times behind which everything is saved, torn down and loaded.</summary>
    public IReadOnlyList<long> Restarts { get; init; } = [];
}
