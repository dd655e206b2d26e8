namespace StreamEngine.Graph;

/// <summary>A boundary of a plan: where rows change threads.</summary>
/// <param name="Name"><c>from → to</c>.</param>
/// <param name="From">The stream.</param>
/// <param name="Limit">Its limits and policy.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="At">The node that is the reason.</param>
public sealed record PlanBoundary(string Name, PlanStream From, BoundBuffer Limit, BoundaryReason Reason, BoundNode At);
