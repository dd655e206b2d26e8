namespace StreamEngine.Bench.Workloads;

/// <summary>A rate to reach.</summary>
/// <param name="Contender">Whose.</param>
/// <param name="AtLeast">Rows a second.</param>
internal sealed record RateGoal(string Contender, double AtLeast);
