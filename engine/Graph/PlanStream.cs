using StreamEngine.Data;

namespace StreamEngine.Graph;

/// <summary>Rows between two stages of a plan.</summary>
public sealed class PlanStream
{
    /// <summary>Stage they come from; null for a source.</summary>
    public required PlanStage? Stage { get; init; }

    /// <summary>The node whose rows they are.</summary>
    public required BoundNode Node { get; set; }

    /// <summary>Port of the stage or source.</summary>
    public required int Port { get; init; }

    /// <summary>Schema of the rows.</summary>
    public required Schema Schema { get; set; }

    /// <summary>Columns somebody reads.</summary>
    public SortedSet<string> Needed { get; } = new(StringComparer.Ordinal);

    /// <summary>Sums of vector columns somebody reads; their elements are made when <see cref="Needed"/> has the column, too.</summary>
    public SortedSet<VectorSum> Sums { get; } = [];

    /// <summary>Who reads.</summary>
    public List<PlanReader> Readers { get; } = [];
}
