using StreamEngine.Data;

namespace StreamEngine.Runtime;

/// <summary>What the runtime hands a source.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Ports">A writer for each port; a column nobody reads has no builder. The source cuts its batches with <see cref="PortWriter.Take"/>.</param>
/// <param name="BatchMax">Most rows of a batch.</param>
/// <param name="Symbols">The run's dictionaries.</param>
/// <param name="Pool">The run's arrays.</param>
/// <param name="Clock">The run's clock, for pacing and for stamping the ingest time of batches.</param>
/// <param name="Errors">Rows that cannot be read: port <c>error</c> of the source.</param>
public sealed record SourceContext(string Node, IReadOnlyList<PortWriter> Ports, int BatchMax, SymbolTables Symbols, BufferPool Pool, TimeProvider Clock, IRowErrors Errors)
{
    /// <summary>Whether to deliver as fast as rows are taken, whatever pace the source has.</summary>
    public bool IsReplay { get; init; }

    /// <summary>The stream time of the other sources, for a source that follows it.</summary>
    public SourceFollower Others { get; init; } = SourceFollower.Alone;
}
