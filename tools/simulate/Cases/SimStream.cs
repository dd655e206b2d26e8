namespace StreamEngine.Simulation.Cases;

/// <summary>Rows of one port, in order.</summary>
/// <param name="Columns">Their columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record SimStream(IReadOnlyList<SimColumn> Columns, IReadOnlyList<SimRow> Rows);
