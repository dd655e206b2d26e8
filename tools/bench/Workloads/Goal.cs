namespace StreamEngine.Bench.Workloads;

/// <summary>A ratio to reach: how many times as fast as another contender, in the same round.</summary>
/// <param name="Fast">Contender that should be fast.</param>
/// <param name="Against">The one it is compared with; several, joined by <c> + </c>, are done one after the other.</param>
/// <param name="AtLeast">Least ratio.</param>
/// <param name="IsGate">Whether missing it makes the comparison worthless (a straw man), not the engine slow.</param>
internal sealed record Goal(string Fast, string Against, double AtLeast, bool IsGate = false);
