using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>One step of a fused chain.</summary>
/// <param name="Node">Whose it is.</param>
/// <param name="Step">What it does.</param>
/// <param name="Behind">Whether it stands behind the node's verb.</param>
public sealed record PlanStep(BoundNode Node, Step Step, bool Behind);
