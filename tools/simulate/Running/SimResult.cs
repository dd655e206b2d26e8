using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Running;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Difference">How engine and reference differ; null when they agree.</param>
/// <param name="Steps">Tasks the scheduler ran.</param>
/// <param name="IsOutside">Whether the reference does not answer it, so that nothing was run.</param>
internal sealed record SimResult(SimCase Case, string? Difference, int Steps, bool IsOutside);
