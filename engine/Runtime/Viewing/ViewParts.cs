using StreamEngine.Graph;

namespace StreamEngine.Runtime;

/// <summary>Where the time of a run is measured.</summary>
internal sealed class ViewParts
{
    /// <summary>Of each source and sink.</summary>
    public Dictionary<BoundNode, ActorTime> Pumps { get; } = [];

    /// <summary>Of each segment, segment 1 first.</summary>
    public List<ActorTime> Segments { get; } = [];

    /// <summary>Of each stage.</summary>
    public Dictionary<PlanStage, StageTime> Stages { get; } = [];
}
