namespace StreamEngine.Graph;

/// <summary>How a bound pipeline will run: stages in segments, boundaries with their limits. Pure: nothing has been opened.</summary>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Stages">All stages, inputs first.</param>
/// <param name="Sources">Streams of each source, by port; null where nobody reads the port.</param>
/// <param name="Sinks">What each sink reads.</param>
/// <param name="Boundaries">All boundaries.</param>
/// <param name="Segments">How many segments there are.</param>
public sealed record Plan(
    BoundPipeline Pipeline,
    IReadOnlyList<PlanStage> Stages,
    IReadOnlyDictionary<BoundNode, IReadOnlyList<PlanStream>> Sources,
    IReadOnlyDictionary<BoundNode, PlanStream> Sinks,
    IReadOnlyList<PlanBoundary> Boundaries,
    int Segments);
