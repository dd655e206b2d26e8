namespace StreamEngine.Graph;

/// <summary>Who reads a stream: an inlet of a stage, or a sink.</summary>
/// <param name="Stage">The stage, or null for a sink.</param>
/// <param name="Inlet">Which of its inlets.</param>
/// <param name="Node">The node it reads for.</param>
public sealed record PlanReader(PlanStage? Stage, int Inlet, BoundNode Node)
{
    /// <summary>The boundary in between; null inside a segment.</summary>
    public PlanBoundary? Boundary { get; set; }
}
