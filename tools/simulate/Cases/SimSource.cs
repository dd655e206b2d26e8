namespace StreamEngine.Simulation.Cases;

/// <summary>A source of a case and everything it brings in.</summary>
/// <param name="Name">Its node.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, by stream time.</param>
internal sealed record SimSource(string Name, IReadOnlyList<SimColumn> Columns, IReadOnlyList<SimRow> Rows);
