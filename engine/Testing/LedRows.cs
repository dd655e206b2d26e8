using StreamEngine.Data;

namespace StreamEngine.Testing;

/// <summary>The last rows at a port in front of a difference.</summary>
/// <param name="Port">The port.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Columns">Columns worth showing, in order.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many there were up to that point.</param>
/// <param name="IsGiven">Whether the case gave them.</param>
public sealed record LedRows(string Port, Schema Schema, IReadOnlyList<string> Columns, IReadOnlyList<CaseRow> Rows, int Total, bool IsGiven);
