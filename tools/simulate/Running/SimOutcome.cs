using StreamEngine.Simulation.Cases;

namespace StreamEngine.Simulation.Running;

/// <summary>What the engine made of a case.</summary>
/// <param name="Rows">Rows by collected port; of dead letters under <see cref="DeadLetters"/>.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
internal sealed record SimOutcome(IReadOnlyDictionary<string, IReadOnlyList<SimRow>> Rows, string? Failure)
{
    /// <summary>Name of the node of the key <c>dead_letters</c>.</summary>
    public const string DeadLetters = "dead_letters";

    /// <summary>State by node at the end of a run that was stopped.</summary>
    public IReadOnlyDictionary<string, byte[]> Saved { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Tasks the scheduler ran.</summary>
    public int Steps { get; init; }
}
